"""The pages of the web app; each module has one function, `page`."""
