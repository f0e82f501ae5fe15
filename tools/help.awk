# Print the commands of a Makefile: `##@ Group` starts a group, `target: ... ## text` explains a target.

BEGIN { print "Usage: make COMMAND [VARIABLE=value ...]" }

/^##@ / { printf "\n%s\n", substr($0, 5) }

/^[a-z][a-z-]*:.*## / {
    target = $0; sub(/:.*/, "", target)
    text = $0; sub(/^.*## /, "", text)
    printf "  %-17s %s\n", target, text
}

END {
    print "\nVariables"
    print "  INPUTDIR, OUTPUTDIR   where posts are read and the site is written (./content, ./output)"
    print "  CONFFILE, PUBLISHCONF settings (./pelicanconf.py, ./publishconf.py)"
    print "  PELICAN, PELICANOPTS  your own pelican instead of .venv's, and more options for it"
    print "  PY                    the Python to make .venv with (python3)"
    print "  RELATIVE=1            relative URLs, to look at files without a server"
    print "  DEBUG=1               say everything"
}
