package dev.berth.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that every command has. */
final class CommonOptions {
    @Mixin
    private PolicyOptions policies = new PolicyOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json or yaml (default: text).")
    private Format format = Format.text;

    /** How results are written. */
    enum Format {
        text,
        json,
        yaml
    }

    Format format() {
        return format;
    }

    Workplace.Request request() {
        return policies.request();
    }
}
