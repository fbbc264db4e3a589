"""The manual page and what a shell completes: made from the parsers when romtui is built.

python -m romtui.cli.manual FOLDER
"""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from romtui import __version__
from romtui.cli.parser import parsers

_OPTION: Final = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
_BASH: Final = """# romtui: completion for bash
_romtui() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} command="" each
    for each in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case $each in -*) ;; *) command=$each; break ;; esac
    done
    case $command in
{cases}
        *) COMPREPLY=($(compgen -W "{commands} {general}" -- "$word")) ;;
    esac
}}
complete -o default -F _romtui romtui
"""
_ZSH: Final = """#compdef romtui
local -a commands
commands=(
{described}
)
if (( CURRENT == 2 )); then
    _describe command commands
    compadd -- {general}
else
    case $words[2] in
{cases}
    esac
    _files
fi
"""


def manual() -> str:
    """The manual page, in the language of man."""
    every = parsers()
    sections = [
        f'.TH ROMTUI 1 "" "romtui {__version__}" "User Commands"',
        ".SH NAME\nromtui \\- routine outcome monitoring for one therapist, in the terminal",
    ]
    for name, parser in every.items():
        heading = f"ROMTUI {name}".upper().strip()
        sections.append(f'.SH "{heading}"\n.nf\n{_escaped(parser.format_help())}.fi')
    return "\n".join(sections) + "\n"


def completions() -> Mapping[str, str]:
    """What each shell reads, by the path below `share` where it looks for it."""
    options = {name: _options(parser.format_help()) for name, parser in parsers().items()}
    general = options.pop("")
    commands = " ".join(options)
    bash = "\n".join(
        f'        {name}) COMPREPLY=($(compgen -W "{known}" -- "$word")) ;;'
        for name, known in options.items()
    )
    zsh = "\n".join(f"    {name}) compadd -- {known} ;;" for name, known in options.items())
    fish = [f"complete -c romtui -n __fish_use_subcommand -a '{commands}'"]
    for option in general.split():
        fish.append(f"complete -c romtui -l {option.removeprefix('--')}")
    for name, known in options.items():
        for option in known.split():
            of = f"'__fish_seen_subcommand_from {name}'"
            fish.append(f"complete -c romtui -n {of} -l {option.removeprefix('--')}")
    described = "\n".join(f"    '{name}'" for name in options)
    return {
        "bash-completion/completions/romtui": _BASH.format(
            cases=bash, commands=commands, general=general
        ),
        "zsh/site-functions/_romtui": _ZSH.format(described=described, general=general, cases=zsh),
        "fish/vendor_completions.d/romtui.fish": "\n".join(fish) + "\n",
    }


def write(folder: Path) -> Mapping[Path, str]:
    """Write all of it; gives each file with its path below the `share` of an installation."""
    written: dict[Path, str] = {}
    for place, words in {"man/man1/romtui.1": manual(), **completions()}.items():
        file = folder / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words, "utf-8", newline="\n")
        written[file] = f"share/{place}"
    return written


def _options(text: str) -> str:
    return " ".join(dict.fromkeys(_OPTION.findall(text)))


def _escaped(text: str) -> str:
    """Text as it is: a line may not begin with what man would obey."""
    lines = text.replace("\\", "\\e").replace("-", "\\-").splitlines()
    return "".join(f"\\&{line}\n" if line[:1] in ".'" else f"{line}\n" for line in lines)


if __name__ == "__main__":
    os.environ["COLUMNS"] = "80"  # as wide as a manual page, whatever terminal builds it
    write(Path(sys.argv[1]))
