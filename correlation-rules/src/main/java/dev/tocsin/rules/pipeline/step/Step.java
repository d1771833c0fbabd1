package dev.tocsin.rules.pipeline.step;

/** What one step does. Immutable; what goes wrong is said to the {@link Work}, never thrown. */
public sealed interface Step
        permits Cidr,
                Convert,
                Copy,
                Csv,
                DateStep,
                DissectStep,
                DropIf,
                GrokStep,
                JsonStep,
                KeyValue,
                Lookup,
                Lowercase,
                PluginStep,
                Remove,
                Rename,
                SetFields,
                Split {
    /** Changes the document. */
    void run(Work work);
}
