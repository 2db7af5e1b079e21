from week.command import simulate_week

simulate_week(prog_name="python -m week")
