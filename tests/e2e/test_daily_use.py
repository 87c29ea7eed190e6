#!/usr/bin/env python3
"""What makes daily use short: shell completion, manual pages, the configuration file.

Usage: test_daily_use.py CHANCERY SOURCE_FOLDER [unittest arguments]
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

CHANCERY = os.path.abspath(sys.argv[1])
SAMPLE = pathlib.Path(sys.argv[2]).resolve() / "sample"
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith(("CHANCERY_", "XDG_"))} | {"CHANCERY_TIER": "scan"}
SHELL_PATH = os.path.dirname(CHANCERY) + ":" + os.environ.get("PATH", "")


def run(*arguments, home, env=None, cwd=None):
    return subprocess.run([CHANCERY, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False, cwd=cwd,
                          env={**ENVIRONMENT, "HOME": str(home), **(env or {})})


class TestCase(unittest.TestCase):
    def setUp(self):
        self.home = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.home)

    def configure(self, text, folder=None):
        folder = folder or self.home / ".config" / "chancery"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config.toml").write_text(text, encoding="utf-8")
        return folder / "config.toml"

    def run(self, result=None):  # unittest's; keeps the name free for run() above
        return super().run(result)


class Completion(TestCase):
    def script(self, shell):
        out = run("completion", shell, home=self.home)
        self.assertEqual(out.returncode, 0, out.stderr)
        path = self.home / f"chancery.{shell}"
        path.write_text(out.stdout, encoding="utf-8")
        return path

    def bash(self, *words):
        script = self.script("bash")
        code = (f"source {script}; COMP_WORDS=({' '.join(repr(w) for w in words)}); COMP_CWORD={len(words) - 1}; "
                "_chancery; printf '%s\\n' \"${COMPREPLY[@]}\"")
        out = subprocess.run(["bash", "--norc", "-c", code], stdout=subprocess.PIPE, text=True, check=True,
                             cwd=self.home)
        return out.stdout.split()

    def test_bash_offers_commands_options_choices_states_and_files(self):
        self.assertIn("brief", self.bash("chancery", "b"))
        self.assertEqual(self.bash("chancery", "brief", "--publ"), ["--published-since", "--published-until"])
        self.assertEqual(self.bash("chancery", "brief", "--format", "m"), ["md"])
        self.assertEqual(self.bash("chancery", "brief", "kaz"), ["KAZ"])
        (self.home / "reports.jsonl").touch()
        self.assertEqual(self.bash("chancery", "read", "rep"), ["reports.jsonl"])
        self.assertEqual(self.bash("chancery", "completion", "z"), ["zsh"])

    def test_every_command_of_help_is_completed(self):
        listed = run("--help", home=self.home).stdout.split("Subcommands:")[1].split("Example:")[0]
        commands = [line.split()[0] for line in listed.splitlines() if line.startswith("  ") and line[2] != " "]
        self.assertGreater(len(commands), 10)
        self.assertEqual(sorted(set(commands) - set(self.bash("chancery", ""))), [])

    @unittest.skipUnless(shutil.which("fish"), "no fish here")
    def test_fish_completes(self):
        script = self.script("fish")

        def fish(line):
            out = subprocess.run(["fish", "--no-config", "-c", f"source {script}; complete -C '{line}'"],
                                 stdout=subprocess.PIPE, text=True, check=True,
                                 env={**os.environ, "HOME": str(self.home), "PATH": SHELL_PATH})
            return [row.split("\t")[0] for row in out.stdout.splitlines()]

        self.assertIn("brief", fish("chancery b"))
        self.assertIn("KAZ", fish("chancery brief K"))
        self.assertEqual(fish("chancery brief --format m"), ["md"])

    @unittest.skipUnless(shutil.which("zsh"), "no zsh here")
    def test_zsh_completes(self):
        script = self.script("zsh").rename(self.home / "_chancery")
        # zsh completes on a terminal only: a pseudo-terminal of its own, and the list it prints there.
        code = f"""
            zmodload zsh/zpty
            zpty z zsh -f -i
            zpty -w z "PS1='READY> '; fpath=({self.home} $fpath); autoload -U compinit; compinit -u -D; LISTMAX=0"
            zpty -w z "bindkey '^I' complete-word; zstyle ':completion:*' insert-unambiguous true"
            sleep 1
            zpty -w -n z $'chancery comp\\t zs\\t; exit\\n'
            zpty -r z out '*completion zsh*' && print FOUND
        """
        out = subprocess.run(["zsh", "-f", "-c", code], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                             check=False, timeout=60, env={**os.environ, "HOME": str(self.home), "PATH": SHELL_PATH})
        self.assertEqual(subprocess.run(["zsh", "-n", script], check=False).returncode, 0)
        self.assertIn("FOUND", out.stdout)


class Manual(TestCase):
    def test_every_command_has_a_page_with_its_options(self):
        self.assertEqual(run("manual", "--folder", self.home / "man", home=self.home).returncode, 0)
        page = (self.home / "man" / "chancery-brief.1").read_text(encoding="utf-8")
        self.assertIn("\\-\\-published\\-since", page)
        self.assertIn("chancery brief KAZ CHN", page)
        self.assertTrue((self.home / "man" / "chancery.1").exists())

    @unittest.skipUnless(shutil.which("mandoc"), "no mandoc here")
    def test_pages_are_well_formed(self):
        run("manual", "--folder", self.home / "man", home=self.home)
        out = subprocess.run(["mandoc", "-T", "lint", "-W", "error", *sorted((self.home / "man").glob("*.1"))],
                             stdout=subprocess.PIPE, text=True, check=False)
        self.assertEqual((out.returncode, out.stdout), (0, ""))

    def test_an_unknown_command_is_said_so(self):
        out = run("manual", "breif", home=self.home)
        self.assertEqual(out.returncode, 2)
        self.assertIn("breif", out.stderr)


class ConfigurationFile(TestCase):
    def doctor(self, *arguments, **keywords):
        out = run(*arguments, "doctor", "--format", "json", home=self.home, **keywords)
        self.assertEqual(out.returncode, 0, out.stderr)
        return json.loads(out.stdout)

    def test_sets_the_record_for_all_commands_and_doctor_names_the_file(self):
        file = self.configure('record = "~/desk/own.db"\n')
        answer = self.doctor()
        self.assertEqual(answer["configuration"], {"file": str(file), "found": True, "settings": 1})
        self.assertEqual(answer["record"]["location"], str(self.home / "desk" / "own.db"))

    def test_no_file_is_no_trouble_and_doctor_says_where_it_would_be(self):
        self.assertEqual(self.doctor()["configuration"],
                         {"file": str(self.home / ".config/chancery/config.toml"), "found": False, "settings": 0})

    def test_environment_goes_before_the_file_and_the_command_line_before_both(self):
        self.configure('record = "/file.db"\n')
        self.assertEqual(self.doctor()["record"]["location"], "/file.db")
        variable = {"CHANCERY_RECORD": "/variable.db"}
        self.assertEqual(self.doctor(env=variable)["record"]["location"], "/variable.db")
        out = run("doctor", "--record", "/given.db", "--format", "json", home=self.home, env=variable)
        self.assertEqual(json.loads(out.stdout)["record"]["location"], "/given.db")

    def test_a_section_is_for_its_command_and_goes_before_the_rest(self):
        self.configure('record = "/all.db"\nformat = "json"\n[doctor]\nrecord = "beside.db"\n')
        out = run("doctor", home=self.home)
        self.assertEqual(json.loads(out.stdout)["record"]["location"], str(self.home / ".config/chancery/beside.db"))

    def test_a_format_that_a_command_has_not_is_left_out(self):
        self.configure('format = "html"\n')
        out = run("doctor", home=self.home)
        self.assertEqual(out.returncode, 0, out.stderr)
        self.assertIn("Configuration", out.stdout)

    def test_several_values_and_flags(self):
        self.configure('actors = ["one.csv", "two.csv"]\n[read]\nprint = true\n')
        (self.home / "a.txt").write_text("The ministers of Peru and Chile met in Lima on Friday.", encoding="utf-8")
        out = run("read", self.home / "a.txt", home=self.home)
        self.assertIn("one.csv", out.stderr)  # the tables are not there: they were looked for beside the file
        out = run("read", "--actors", SAMPLE / "actors.csv", self.home / "a.txt", home=self.home)
        self.assertEqual(out.returncode, 0, out.stderr)
        self.assertIn('"text"', out.stdout)

    def test_mistakes_name_file_and_line(self):
        for text, line, words in [('recrod = "a.db"\n', 1, "recrod"), ('[breif]\nlimit = 3\n', 2, "breif"),
                                  ('\n[brief]\nlimmit = 3\n', 3, "limmit"),
                                  ('[doctor]\nformat = "yaml"\n', 2, "yaml")]:
            with self.subTest(text=text):
                file = self.configure(text)
                out = run("doctor", home=self.home)
                self.assertEqual(out.returncode, 2)
                self.assertIn(f"{file}:{line}:", out.stderr)
                self.assertIn(words, out.stderr)

    def test_a_named_file_must_be_there_and_none_is_none(self):
        out = run("--config", self.home / "absent.toml", "doctor", home=self.home)
        self.assertEqual(out.returncode, 2)
        self.assertIn("absent.toml", out.stderr)
        self.configure("nonsense = 1\n")
        self.assertIsNone(self.doctor("--config", "none")["configuration"]["file"])
        self.assertIsNone(self.doctor(env={"CHANCERY_CONFIG": "none"})["configuration"]["file"])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
