"""Many runs of the model: replications, processes, resuming."""
