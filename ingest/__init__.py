"""Turns files and URLs into documents and passages, and puts them on record."""
