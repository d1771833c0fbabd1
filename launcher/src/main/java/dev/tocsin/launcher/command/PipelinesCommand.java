package dev.tocsin.launcher.command;

import picocli.CommandLine.Command;

/** The commands for authors of pipelines. */
@Command(
        name = "pipelines",
        mixinStandardHelpOptions = true,
        description = "Check, test, try and publish pipelines.",
        subcommands = {
            PipelinesCheckCommand.class,
            PipelinesTestCommand.class,
            PipelinesRunCommand.class,
            PipelinesPublishCommand.class,
        })
public final class PipelinesCommand {}
