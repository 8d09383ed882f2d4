"""Verdict -> JUnit XML: one test case a rule."""

from flowcodemod.model.verdict import Verdict
from flowcodemod.report.escapes import printable
from flowcodemod.report.verdict_text import line


def junit(verdict: Verdict) -> str:
    """A test suite whose failures are the rules with failing findings."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring  # noqa: PLC0415 - only here

    failing = {code: [finding for finding in verdict.failing if finding.code == code] for code in verdict.rules}
    count = sum(map(bool, failing.values()))
    attributes = {"name": "flowcodemod", "tests": str(len(failing)), "failures": str(count), "errors": "0"}
    suites = Element("testsuites", attributes)
    suite = SubElement(suites, "testsuite", attributes)
    for code, findings in failing.items():
        name, summary = verdict.rules[code]
        case = SubElement(
            suite, "testcase", classname=f"flowcodemod.{printable(verdict.campaign)}", name=f"{code} {name}"
        )
        if findings:
            failure = SubElement(case, "failure", type=code, message=f"{len(findings)} new: {summary}")
            failure.text = "\n".join(map(line, findings))
    indent(suites)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(suites, encoding="unicode") + "\n"
