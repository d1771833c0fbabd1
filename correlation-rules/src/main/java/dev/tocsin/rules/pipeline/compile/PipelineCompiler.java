package dev.tocsin.rules.pipeline.compile;

import dev.tocsin.id.ContentId;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.pipeline.Pipeline;
import dev.tocsin.rules.pipeline.PipelineSet;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.rules.source.RuleReader;
import dev.tocsin.rules.source.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compiles pipeline files: YAML documents, one pipeline each. */
public final class PipelineCompiler {
    /** The most pipelines of a set: an event may be compared with each of them. */
    public static final int MOST_PIPELINES = 500;

    private final Placeholders lists;
    private final List<Pipeline> pipelines = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, String> files = new HashMap<>();

    private PipelineCompiler(Placeholders lists) {
        this.lists = lists;
    }

    /**
     * Compiles the files together; their order is that in which pipelines are asked.
     *
     * @param lists what lists and placeholders stand for
     */
    public static PipelineCompilation compile(List<RuleFile> files, Placeholders lists) {
        PipelineCompiler compiler = new PipelineCompiler(lists);
        StringBuilder texts = new StringBuilder();
        for (RuleFile file : files) {
            texts.append(file.path()).append('\n').append(file.text()).append('\n');
            RuleReader.Result read = RuleReader.read(file);
            compiler.problems.addAll(read.unreadable());
            read.documents().forEach(compiler::add);
        }
        compiler.problems.sort(Problem.BY_PLACE);
        return new PipelineCompilation(
                new PipelineSet(compiler.pipelines, ContentId.of(texts.toString())),
                compiler.problems);
    }

    private void add(Document document) {
        Pipeline pipeline = PipelineReader.read(document, lists);
        if (pipeline != null) {
            once(pipeline, document);
            if (pipelines.size() >= MOST_PIPELINES) {
                document.problems()
                        .error(
                                document.root().at(),
                                "Expected at most " + MOST_PIPELINES + " pipelines, but found more",
                                "let one pipeline read several kinds of events, with 'if'");
            }
            if (!document.problems().hasErrors()) {
                files.put(pipeline.name(), pipeline.file());
                pipelines.add(pipeline);
            }
        }
        problems.addAll(document.problems().all());
    }

    private void once(Pipeline pipeline, Document document) {
        String before = files.get(pipeline.name());
        Yaml name = document.root().get("name");
        if (before != null && name != null) {
            document.problems()
                    .error(
                            name.at(),
                            "Expected a name that no other pipeline has, but found '%s' in %s too"
                                    .formatted(pipeline.name(), before),
                            "rename one of them");
        }
    }
}
