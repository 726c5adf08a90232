"""Dense search: the vectors' index, exact or by Chroma, and when to use which."""
