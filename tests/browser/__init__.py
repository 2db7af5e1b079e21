"""Real Chromium at the simulator's page: what a person sees and taps."""
