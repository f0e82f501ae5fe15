"""What is known of the HTML of a post: links, headings, text, summary, and what is allowed in it."""
