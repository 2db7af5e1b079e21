"""The words the reader knows, by what they do in a sentence. Data only; no rules may enter."""
