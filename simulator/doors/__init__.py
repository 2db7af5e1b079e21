"""The doors of the phones, the page and the tests: JSON over HTTP, none of it LINE's.

Thin handlers only. What a finger does is in simulator.acts, what a phone shows in
simulator.phone.
"""
