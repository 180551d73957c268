"""What goes wrong in the machine room: nothing that was acknowledged is lost, nothing half done is seen."""
