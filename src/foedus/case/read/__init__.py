"""From the checked tree of a file to the values of a case, one section a module."""
