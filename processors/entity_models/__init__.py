"""The spaCy models that find mentions.

choice                which model for which language
files                 whether its files can be used, without loading it
store                 the models, loaded
lexicon, word_embedding, stored_network     what the shipped networks are made of (training/ makes them)
"""
