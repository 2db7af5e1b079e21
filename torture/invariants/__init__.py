"""What must hold between the rows and what phones and LINE saw; docstrings say what."""
