"""What `--help` says of the commands to begin with, `init` and `completion`, in both languages."""

from collections.abc import Mapping

from ozlint.model.text import Lang

START_HELP: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "init": "write a configuration, a first rule of your own and a CI file; never overwrites",
        "init_examples": (
            "It looks at what is in the folder, asks nothing, and leaves every file as it is that is there already.\n\n"
            "examples:\n"
            "  ozlint init                                   the CI is told by what is in the repository\n"
            "  ozlint init --ci gitlab                       github, gitlab or none"
        ),
        "init_ci": "github, gitlab or none; default: what the repository has",
        "completion": "print what makes a shell complete ozlint's commands and flags",
        "completion_examples": (
            "examples:\n"
            "  ozlint completion bash > ~/.local/share/bash-completion/completions/ozlint\n"
            "  ozlint completion zsh > ~/.zfunc/_ozlint\n"
            "  ozlint completion fish > ~/.config/fish/completions/ozlint.fish\n\n"
            "For zsh, ~/.zshrc needs before compinit: fpath+=~/.zfunc"
        ),
        "completion_shell": "bash, zsh or fish",
    },
    "ru": {
        "init": "записать настройки, первое своё правило и файл для CI; ничего не перезаписывает",
        "init_examples": (
            "Смотрит, что есть в папке, ни о чём не спрашивает; файлы, которые уже есть, остаются как были.\n\n"
            "примеры:\n"
            "  ozlint init                                   какой CI, видно по репозиторию\n"
            "  ozlint init --ci gitlab                       github, gitlab или none"
        ),
        "init_ci": "github, gitlab или none; по умолчанию тот, что есть в репозитории",
        "completion": "напечатать скрипт, по которому оболочка дополняет команды и флаги ozlint",
        "completion_examples": (
            "примеры:\n"
            "  ozlint completion bash > ~/.local/share/bash-completion/completions/ozlint\n"
            "  ozlint completion zsh > ~/.zfunc/_ozlint\n"
            "  ozlint completion fish > ~/.config/fish/completions/ozlint.fish\n\n"
            "Для zsh в ~/.zshrc перед compinit нужна строка: fpath+=~/.zfunc"
        ),
        "completion_shell": "bash, zsh или fish",
    },
}
