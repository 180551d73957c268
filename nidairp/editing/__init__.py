"""What posts and pages share as edited content; it knows neither of them."""
