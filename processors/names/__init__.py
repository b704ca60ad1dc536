"""From the mentions that a model found to names: labels, canonical forms, codes, salience.

repairs, again        mentions put right, and found where the model missed them
labels                one label for one name
people                which mentions are one person: titles, given_names
canonical             one form and one code for what is no person: acronyms, declension, known_names
salience              how much an article is about a name
"""
