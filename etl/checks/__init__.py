"""What must hold in a study file; one module a topic, a function a rule that yields its findings."""
