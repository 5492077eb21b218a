package cli

import (
	"io"

	"shukun/lang"
)

// Version says which program this is.
type Version struct {
	Number   string // like 0.1.0; empty: a build of the working tree
	Revision string // of the source
	Go       string
}

// String gives "shukun 0.1.0".
func (v Version) String() string {
	if v.Number == "" {
		return "shukun (devel)"
	}
	return "shukun " + v.Number
}

func versionCommand() *command {
	return &command{name: "version", about: words.AboutVersion, run: func(s *session, _ *options, args []string) (int, error) {
		if len(args) > 0 {
			return ExitFailed, tooMany(args[0])
		}
		text := s.Version.String()
		if s.Version.Revision != "" {
			text += " " + s.Version.Revision
		}
		if s.Version.Go != "" {
			text += " " + s.Version.Go
		}
		_, err := io.WriteString(s.Stdout, text+"\n")
		return ExitClean, err
	}}
}

// tooMany is an argument that the command has no use for.
func tooMany(arg string) error {
	return usage("argument-extra", lang.Text{Zh: "多出的参数 " + arg, En: "Unexpected argument " + arg}, lang.Text{Zh: "用法见 --help", En: "See --help"})
}
