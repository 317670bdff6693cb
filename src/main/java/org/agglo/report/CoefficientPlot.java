package org.agglo.report;

import java.util.List;

/**
 * Estimates with their intervals, one below the other, against zero.
 *
 * @param title one line
 * @param description for readers who do not see the figure
 * @param axisTitle what is estimated, such as "Elasticity of patents with respect to agglomeration"
 * @param rows from the top
 */
public record CoefficientPlot(String title, String description, String axisTitle, List<Row> rows) implements Chart {
    public CoefficientPlot {
        rows = List.copyOf(rows);
    }

    /**
     * One estimate.
     *
     * @param group heading over neighbouring rows of the same group; empty for none
     * @param estimate NaN if there is none, and the row says so
     * @param low lower end of the 95 % interval; NaN if there is none
     * @param published the same number from elsewhere, drawn as a hollow mark; NaN if there is none
     */
    public record Row(String group, String label, double estimate, double low, double high, double published) {}

    @Override
    public String svg() {
        return new CoefficientDrawing(this).draw();
    }
}
