package org.agglo.panel;

/** How rows are gathered: from the files themselves, or with the help of what files gave before. */
@FunctionalInterface
public interface Gathering {
    /** From the files, all at once. */
    Gathering OF_FILES = gather -> gather.small()
            ? Held.small(gather.whole(), gather.job())
            : Held.of(gather.whole(), gather.job(), gather.cells());

    /** The rows of {@link Gather#whole()} over all files of the source, those included that are not read again. */
    Held of(Gather gather);
}
