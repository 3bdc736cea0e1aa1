"""Text for people: Markdown to safe HTML, typography, credits, translations, numbers and dates."""
