package dev.sallyport.examples.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.Ref;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.query.Changes;
import dev.sallyport.query.Query;
import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.contract.Breach;
import dev.sallyport.testkit.contract.Exercises;
import dev.sallyport.testkit.contract.Rule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tutorial holds: its Java stands in the example, which is compiled and keeps the contract; its first two commands are
 * those of the archetype's own test; its last one is run; and the contract really says what it is said to say.
 */
class TutorialTest {
    private static final Path TUTORIAL = Path.of("..", "docs", "your-own-connector.md");
    private static final Path ARCHETYPE = Path.of("..", "connector-archetype");
    private static final Path JAR = Path.of("..", "testkit", "target", "sallyport-fakes.jar");
    private static final Pattern GIVEN = Pattern.compile("-D(\\w+)=(\\S+)");

    private static List<String> blocks(String language) throws IOException {
        Matcher blocks = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(TUTORIAL));
        List<String> found = blocks.results().map(block -> block.group(1)).toList();
        assertThat(found).as("blocks of " + language).isNotEmpty();
        return found;
    }

    private static List<String> commands() throws IOException {
        return blocks("sh").stream().flatMap(String::lines).toList();
    }

    @Test
    void its_java_stands_in_the_example() throws IOException {
        List<String> sources = new ArrayList<>();
        for (String kind : List.of("main", "test")) {
            Path place = Path.of("src", kind, "java", "dev", "sallyport", "examples", "inventory");
            try (Stream<Path> files = Files.list(place)) {
                for (Path file :
                        files.filter(one -> !one.endsWith("TutorialTest.java")).toList()) {
                    sources.add(Files.readString(file));
                }
            }
        }
        List<String> blocks = blocks("java");
        assertThat(blocks).hasSizeGreaterThan(8);
        for (String block : blocks) {
            assertThat(sources).as(block).anyMatch(source -> source.contains(block));
        }
    }

    @Test
    void its_files_are_those_of_the_example() throws IOException {
        Set<String> named = new HashSet<>();
        Matcher rows = Pattern.compile("(?m)^\\| (`.*?) \\|").matcher(Files.readString(TUTORIAL));
        while (rows.find()) {
            Pattern.compile("`(\\w+)`").matcher(rows.group(1)).results().forEach(name -> named.add(name.group(1)));
        }
        assertThat(named).hasSizeGreaterThan(10);
        for (String name : named) {
            assertThat(Stream.of("main", "test"))
                    .as(name)
                    .anyMatch(kind -> Files.exists(
                            Path.of("src", kind, "java", "dev", "sallyport", "examples", "inventory", name + ".java")));
        }
    }

    @Test
    void its_first_commands_are_those_of_the_archetypes_own_test() throws IOException {
        Path project = ARCHETYPE.resolve(Path.of("src", "test", "resources", "projects", "warehouse"));
        Properties tried = new Properties();
        tried.load(new StringReader(Files.readString(project.resolve("archetype.properties"))));
        Properties given = new Properties();
        for (MatchResult one : GIVEN.matcher(commands().get(0)).results().toList()) {
            given.setProperty(one.group(1), one.group(2));
        }
        String pom = Files.readString(ARCHETYPE.resolve("pom.xml"));
        assertThat(pom)
                .contains(
                        "<groupId>" + given.remove("archetypeGroupId") + "</groupId>",
                        "<artifactId>" + given.remove("archetypeArtifactId") + "</artifactId>",
                        "<version>" + given.remove("archetypeVersion") + "</version>");
        assertThat(given.stringPropertyNames()).isEqualTo(tried.stringPropertyNames());
        assertThat(commands().get(1))
                .isEqualTo(
                        "mvn " + Files.readString(project.resolve("goal.txt")).strip());
    }

    @Test
    void its_last_command_serves_the_fake() throws Exception {
        boolean required = "true".equals(System.getenv("CI"));
        assumeTrue(required || Files.isRegularFile(JAR), "the build makes the jar in the package phase of testkit");
        String command = commands().get(2);
        assertThat(command).startsWith("java -cp ");
        List<String> words = new ArrayList<>(List.of(command.replace("sallyport-fakes.jar", JAR.toString())
                .replaceAll("=\\d+$", "=0")
                .split(" ")));
        words.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            JsonNode line = JsonMapper.builder().build().readTree(lines.readLine());
            JsonNode client = line.path("credentials");
            Connection connection = Connection.to(line.path("url").asString())
                    .auth(Credentials.clientCredentials(
                            client.path("clientId").asString(),
                            client.path("clientSecret").asString()));
            try (InventoryConnector connector = Inventory.connect(connection)) {
                Grant grant = Grant.to("agent").allow("inventory:item:read");
                assertThat(connector.under(grant).items().find(Query.all()).first())
                        .isEmpty();
            }
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void the_contract_complains_in_its_words() throws IOException {
        InventoryContractTest forgetful = new InventoryContractTest() {
            /** Each but the one for reservations. */
            @Override
            protected void exercises(Exercises<InventoryConnector, FakeServer> all) {
                Ref first = Item.ref("item-000001");
                Changes<Item> changes = Changes.of(Item.NAME, "drill");
                all.get(
                        "items.get",
                        first::id,
                        "none",
                        (door, grant, id) -> door.under(grant).items().get(first));
                all.read(
                        "items.find",
                        (door, grant) ->
                                door.under(grant).items().find(Query.all()).first(9));
                all.write(
                        "items.create",
                        (door, grant, i) -> door.under(grant).items().tryCreate(changes, i));
                all.write(
                        "items.update",
                        (door, grant, i) -> door.under(grant).items().tryUpdate(first, changes, i));
            }
        };
        assertThat(said(forgetful, Rule.EVERY_OPERATION_IS_EXERCISED).strip())
                .isEqualTo(blocks("text").get(0).strip());
    }

    private static String said(InventoryContractTest contract, Rule rule) {
        try (Stream<DynamicTest> tests = contract.the_contract_is_kept()) {
            DynamicTest test = tests.filter(one -> one.getDisplayName().equals(rule.toString()))
                    .findFirst()
                    .orElseThrow();
            test.getExecutable().execute();
            return "nothing";
        } catch (Breach breach) {
            return String.valueOf(breach.getMessage());
        } catch (Throwable other) {
            throw new AssertionError(other);
        }
    }

    @Test
    void the_rules_that_it_names_are_called_so() throws IOException {
        List<String> rules = Stream.of(Rule.values()).map(Rule::toString).toList();
        List<String> named = Pattern.compile("(?m)^\\| (C-.*?) \\|")
                .matcher(Files.readString(TUTORIAL))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(named).isNotEmpty().isSubsetOf(rules);
    }
}
