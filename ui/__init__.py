"""Every face of Evidencia: the command line and the web app."""
