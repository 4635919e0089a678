"""`tarmim completion`: the script that teaches a shell the command."""

from __future__ import annotations

import click

from tarmim.cli.terminal import quiet_option, say
from tarmim.cli.verbs import Verb

__all__ = ["completion"]

_EPILOG = """\b
To use it:
  bash  tarmim completion bash >> ~/.bash_completion
  zsh   tarmim completion zsh > a file named _tarmim in a folder of $fpath
  fish  tarmim completion fish > ~/.config/fish/completions/tarmim.fish
"""


@click.command(cls=Verb, epilog=_EPILOG, short_help="Print the script that completes commands in SHELL.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@quiet_option
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes commands, options and rule names in SHELL."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}", context)
    root = context.find_root().command
    # The class's own source() runs bash to ask its version; the script needs no shell to be written.
    script = kind(root, {}, "tarmim", "_TARMIM_COMPLETE")
    say(script.source_template % script.source_vars())
