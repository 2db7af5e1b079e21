"""What runs in the background: shallow RQ jobs that load, call one function below, and stop.

No decision may live here. Jobs are rung by dotted name, so nothing below imports this room.
"""
