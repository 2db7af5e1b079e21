"""The whole market on one machine: `python -m demo` starts its parts, watches them and ends them.

It runs the very commands of Procfile.demo and speaks to them by HTTP; no other room is imported.
"""
