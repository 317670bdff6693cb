package org.agglo.disclosure;

/**
 * Why cells cannot be as they are said to be.
 *
 * @param cell the place of the cell that it shows at
 * @param hierarchy place of the hierarchy, −1 if it is the cell alone
 */
record Contradiction(int cell, int hierarchy, String what) {}
