package org.agglo.app.study;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.agglo.ingest.Layout;

/** Reads how the records of a source's text files are laid out. */
final class LayoutReader {
    private LayoutReader() {}

    static Layout read(Node node) {
        Optional<Layout.Wide> wide = node.child("wide").map(LayoutReader::wide);
        if (!node.text("format").equals("csv")) {
            for (String key : new String[] {"wide", "composite"}) {
                if (node.has(key)) {
                    node.problem(key, "Only for format = csv; bring other files into long form first");
                }
            }
        }
        return new Layout(node.maybe("composite"), wide);
    }

    private static Layout.Wide wide(Node node) {
        String headers = node.text("headers");
        try {
            Pattern.compile(headers);
        } catch (PatternSyntaxException e) {
            node.problem("headers", "Is not a regular expression: " + e.getDescription());
            headers = Pattern.quote(headers);
        }
        if (node.text("names").equals(node.text("values"))) {
            node.problem("values", "Is called like 'names'; they are two columns");
        }
        return new Layout.Wide(headers, node.text("names"), node.text("values"));
    }
}
