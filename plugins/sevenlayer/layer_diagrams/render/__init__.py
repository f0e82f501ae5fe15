"""SVG, HTML, Graphviz and Mermaid."""
