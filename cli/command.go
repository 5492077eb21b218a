package cli

import (
	"shukun/lang"
)

// command is one command of the program.
type command struct {
	name  string
	args  lang.Text // what stands after the name
	about lang.Text // in one line
	more  lang.Text // further words for its help
	flags []*flag
	run   func(s *session, o *options, args []string) (exit int, err error)
}

// commands are all commands, in the order of the help. It is filled once, at start.
var commands []*command

func init() {
	commands = []*command{checkCommand(), explainCommand(), ledgersCommand(), templateCommand(), lawCommand(), convertCommand(), sampleCommand(), screenCommand(),
		serveCommand(), configCommand(), migrateCommand(), backupCommand(), restoreCommand(), doctorCommand(), auditCommand(), versionCommand()}
}

func findCommand(name string) *command {
	for _, c := range commands {
		if c.name == name {
			return c
		}
	}
	return nil
}

// allFlags are the command's own flags and those every command has.
func (c *command) allFlags() []*flag { return append(append([]*flag{}, c.flags...), langFlag) }

var langFlag = &flag{name: "lang", value: lang.Text{Zh: "语言", En: "LANGUAGE"}, about: words.FlagLang, set: (*options).setLang}
