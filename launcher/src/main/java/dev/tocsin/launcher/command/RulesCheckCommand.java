package dev.tocsin.launcher.command;

import dev.tocsin.launcher.Exit;
import dev.tocsin.rules.check.RuleCheck;
import dev.tocsin.rules.check.RuleCheckJson;
import dev.tocsin.rules.run.RuleDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is wrong with the rules of a directory. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Say what is wrong with the rules of a directory. Exit code 1 on errors.")
public final class RulesCheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The directory of rule files.")
    Path directory = Path.of("");

    @Mixin ListsOption lists = new ListsOption();

    @Option(names = "--json", description = "Print the problems and a summary as JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        RuleCheck check = RuleCheck.of(RuleDirectory.read(directory), lists.over(directory));
        if (json) {
            System.out.println(RuleCheckJson.write(check));
        } else {
            check.compilation().problems().forEach(System.out::println);
            System.out.println(RuleCheckJson.summary(check));
        }
        return check.errors() == 0 ? Exit.DONE : Exit.FAILED;
    }
}
