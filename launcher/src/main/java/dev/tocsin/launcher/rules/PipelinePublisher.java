package dev.tocsin.launcher.rules;

import dev.tocsin.launcher.rules.RulePublisher.Published;
import dev.tocsin.rules.pipeline.compile.PipelineCompilation;
import dev.tocsin.rules.pipeline.compile.PipelineCompiler;
import dev.tocsin.rules.run.RuleDirectory;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the published pipelines equal to a directory's. A file with an error is not published, and
 * what was published of it before stays in force.
 */
public final class PipelinePublisher implements Publisher {
    private final RulesTopic topic;

    public PipelinePublisher(RulesTopic topic) {
        this.topic = topic;
    }

    @Override
    public Published publish(Path directory, String author) throws IOException {
        List<RuleFile> files =
                RuleDirectory.read(directory).stream()
                        .map(file -> new RuleFile(Topics.PIPELINE_PATHS + file.path(), file.text()))
                        .toList();
        PipelineCompilation compilation =
                PipelineCompiler.compile(files, topic.lists().values()::get);
        FileChanges changes = FileChanges.of(files, compilation.problems(), topic.pipelines());
        topic.write(changes.changed(), changes.removed(), author);
        return changes.published(
                compilation.problems(), compilation.pipelines().pipelines().size(), "pipelines");
    }
}
