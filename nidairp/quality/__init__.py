"""What could be better about a text before readers meet it: the checks, and where editors see them."""
