package org.agglo.app.study;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Places and paths in our words. */
final class Origins {
    private static final Pattern PLACE =
            Pattern.compile("^(?:merge of )?(.*?): (\\d+)(?:-\\d+)?(?:,.*)?$", Pattern.DOTALL);
    private static final Pattern LEAD = Pattern.compile("^(.*?): (\\d+): ", Pattern.DOTALL);

    private Origins() {}

    static Origin of(ConfigValue value, String file) {
        return of(value.origin(), file);
    }

    /** A value filled in by default has the place of the file. */
    static Origin of(ConfigOrigin origin, String file) {
        Matcher place = PLACE.matcher(origin.description());
        return place.matches() ? new Origin(place.group(1), Integer.parseInt(place.group(2))) : new Origin(file, 0);
    }

    static Origin of(ConfigException problem, String file) {
        Matcher place = LEAD.matcher(problem.getMessage());
        return place.find() ? new Origin(place.group(1), Integer.parseInt(place.group(2))) : new Origin(file, 0);
    }

    /** Dotted, with quotes around keys that need them. */
    static String key(List<String> path) {
        return path.isEmpty() ? "" : ConfigUtil.joinPath(path);
    }
}
