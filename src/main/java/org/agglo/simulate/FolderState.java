package org.agglo.simulate;

/** What lies where a simulation would go. */
public enum FolderState {
    /** Nothing, or an empty folder. */
    FREE,
    /** A whole simulation of the same specification: drawing it again would give the same bytes. */
    SAME,
    /** A whole simulation of another specification, which may be replaced. */
    OTHER_SIMULATION,
    /** Something that Agglo did not simulate, which is never replaced. */
    FOREIGN
}
