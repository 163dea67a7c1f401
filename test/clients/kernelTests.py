"""jupyter_kernel_test's tests of the kernel "phasebook", as Jupyter finds it."""

import unittest

import jupyter_kernel_test

SYMBOL = 'Symbol.for("Jupyter.display")'


class PhasebookTests(jupyter_kernel_test.KernelTests):
    kernel_name = "phasebook"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = 'console.log("hello, world")'
    code_stderr = 'console.error("trouble")'
    code_generate_error = 'throw new Error("wanted")'
    code_clear_output = 'import { clearOutput } from "phasebook"; clearOutput()'
    code_inspect_sample = "Math.max"

    completion_samples = [
        {"text": "Math.fl", "matches": {"floor"}},
        {"text": "[1].toSor", "matches": {"toSorted"}},
        {"text": "process.version", "matches": {"version", "versions"}},
    ]
    complete_code_samples = ["1", "const a = 1;", "function f(): void {}", "await null", "for await (const x of []) {}"]
    incomplete_code_samples = ["function f() {", "[1, 2", "`text", "/* comment", "Math.max(1,"]
    invalid_code_samples = ["let = = 3", "1 +* 2", ")"]

    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"é🎈"', "result": "'é🎈'"},
        {"code": "[[1, 2], { a: null }]", "result": "[ [ 1, 2 ], { a: null } ]"},
        {"code": "Promise.resolve(new Map([[1, 2]]))", "result": "Map(1) { 1 => 2 }"},
        {"code": f'({{ [{SYMBOL}]: () => ({{ "text/html": "<b>x</b>" }}) }})', "mime": "text/html", "result": "<b>x</b>"},
    ]
    code_display_data = [
        {"code": 'import { display, html } from "phasebook"; display(html("<b>x</b>")); undefined', "mime": "text/html"},
        {"code": 'import { svg } from "phasebook"; display(svg("<svg/>")); undefined', "mime": "image/svg+xml"},
    ]

    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "6 ?*"

    def test_pager(self):
        self.skipTest("the protocol calls payloads deprecated; documentation is shown by inspection")


class PhasebookWelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "phasebook"
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main(verbosity=2)
