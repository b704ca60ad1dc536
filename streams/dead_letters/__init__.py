"""Dead letters: what could not be processed, and what is done about it.

writing.py    a message that cannot be processed becomes a dead letter; there is always a form of it that fits
reading.py    the dead letters in their topic, chosen by stage, error, time, id
statuses.py   open, replayed or dropped: in the index of dead letters, ordered by time
originals.py  the message that a dead letter was made of, also where the letter holds only its beginning
replaying.py  sending those messages again
"""
