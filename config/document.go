package config

import (
	"strings"

	"shukun/lang"
)

// Markdown is the page of all options, docs/configuration.zh.md and .en.md.
func Markdown(l lang.Lang) string {
	var b strings.Builder
	b.WriteString("# " + w("配置", "Configuration").In(l) + "\n\n" + w(
		"由 `make docs` 生成，与程序一致。次序：命令行 > 环境变量 > 文件 > 默认。文件是 `--config` 或 `SHUKUN_CONFIG` 指明的，否则是当前文件夹的 `shukun.yaml`，再否则是 `/etc/shukun/shukun.yaml`，一行一个“选项: 值”。不认识的选项会被拒绝。机密只放在文件里（`*-file`），人人可读的会被拒绝。`shukun config show` 列出每项的值和来源，`shukun config check` 检查。",
		"Written by `make docs` from the program itself. Flags go over the environment, the environment over the file, the file over the default. The file is the one named by `--config` or `SHUKUN_CONFIG`, else `shukun.yaml` in the current folder, else `/etc/shukun/shukun.yaml`: one “option: value” a line. An unknown option is refused. Secrets stand in files only (`*-file`), and one that everybody may read is refused. `shukun config show` lists each value and where it comes from; `shukun config check` checks them.").In(l) + "\n\n")
	b.WriteString("| " + strings.Join([]string{w("选项", "option").In(l), w("环境变量", "environment").In(l), w("写什么", "value").In(l), w("默认", "default").In(l), w("说明", "what it is").In(l)}, " | ") + " |\n|---|---|---|---|---|\n")
	for _, o := range Options() {
		value := "--"
		if o.Default != "" {
			value = "`" + o.Default + "`"
		}
		b.WriteString("| `" + strings.Join([]string{o.Name + "`", "`" + o.Env() + "`", o.Value.In(l), value, o.About.In(l)}, " | ") + " |\n")
	}
	return b.String()
}
