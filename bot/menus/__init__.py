"""Rich menus: what each kind of person has below the chat, drawn, hung up at LINE, and given out.

Menus are declared once (`declared`); the picture (`drawing`) and the fields to tap (`areas`) both
come from that. Everything a menu says can be typed as well: LINE shows no menu on a PC.
"""
