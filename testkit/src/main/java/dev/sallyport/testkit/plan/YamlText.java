package dev.sallyport.testkit.plan;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads YAML with the place of each value. Only its text is used: no tag makes an object, {@code on} stays a word. */
final class YamlText {
    private static final int MOST_ALIASES = 50;

    private final String source;
    private final Budget budget;

    private YamlText(String source) {
        this.source = source;
        this.budget = new Budget(source);
    }

    static Written read(String source, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(50);
        options.setCodePointLimit(Plans.MAXIMUM_BYTES);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                throw new PlanException(source, Written.Place.START, "is empty");
            }
            return new YamlText(source).value(root, 0);
        } catch (MarkedYAMLException broken) {
            throw new PlanException(source, place(broken.getProblemMark()), said(broken));
        } catch (YAMLException broken) {
            throw new PlanException(source, Written.Place.START, "no YAML: " + broken.getMessage());
        }
    }

    private static String said(MarkedYAMLException broken) {
        String problem = String.valueOf(broken.getProblem()).replaceAll("\\s+", " ");
        boolean star = (broken.getContext() + problem).contains("alias");
        return "no YAML: " + problem + (star ? "; text that begins with * needs quotes: \"*\"" : "");
    }

    private static Written.Place place(@Nullable Mark mark) {
        return mark == null ? Written.Place.START : new Written.Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Written value(Node node, int depth) {
        Written.Place place = place(node.getStartMark());
        budget.spend(place, depth);
        if (node instanceof MappingNode mapping) {
            List<Written.Named> members = new ArrayList<>();
            for (NodeTuple member : mapping.getValue()) {
                members.add(new Written.Named(name(member.getKeyNode()), value(member.getValueNode(), depth + 1)));
            }
            return new Written.Members(place, members);
        }
        if (node instanceof SequenceNode sequence) {
            List<Written> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(value(item, depth + 1)));
            return new Written.Items(place, items);
        }
        return scalar(node);
    }

    private Written.Scalar name(Node node) {
        if (node instanceof ScalarNode) {
            return scalar(node);
        }
        throw new PlanException(source, place(node.getStartMark()), "the name of a member must be a word");
    }

    private static Written.Scalar scalar(Node node) {
        ScalarNode scalar = (ScalarNode) node;
        boolean plain = scalar.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN;
        return new Written.Scalar(place(node.getStartMark()), scalar.getValue(), plain);
    }
}
