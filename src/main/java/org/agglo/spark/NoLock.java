package org.agglo.spark;

/** Where there are no locks: nobody is kept out, and nobody is known to have been killed. */
record NoLock() implements FolderLock {
    @Override
    public boolean holds() {
        return false;
    }

    @Override
    public boolean leftBehind() {
        return false;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
