package dev.sallyport.testkit.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.mess.DefectKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Worlds and mess as somebody at the console has them. */
class WorldsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> ELSEWHERE = List.of(
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Dfile.encoding=ISO-8859-1",
            "-Dstdout.encoding=ISO-8859-1",
            "-Duser.timezone=Asia/Kathmandu");

    private static final List<String> LISTINGS = List.of(
            "zendesk /api/v2/users.json?page%5Bsize%5D=100",
            "zendesk /api/v2/organizations.json",
            "zendesk /api/v2/tickets.json?include=users",
            "zendesk /api/v2/tickets/7/comments.json",
            "zendesk /api/v2/incremental/users.json?start_time=1",
            "salesforce /services/data/v60.0/query?q=SELECT+Id,Name,Email,AccountId,OwnerId,Description,CreatedDate,"
                    + "LastModifiedDate,CustomerNumber__c+FROM+Contact",
            "salesforce /services/data/v60.0/query?q=SELECT+Id,Name,BillingCity+FROM+Account");

    @TempDir
    private Path directory;

    @Test
    void the_catalogue_says_of_each_kind_of_mess_what_it_is_and_what_to_do_with_it() {
        Program.Said said = Program.run("world", "--catalogue");
        assertThat(said.status()).isZero();
        assertThat(said.json()).hasSizeGreaterThanOrEqualTo(40).allSatisfy(line -> {
            assertThat(DefectKind.values())
                    .extracting(Enum::name)
                    .contains(line.path("kind").asString());
            assertThat(line.path("severity").asString()).isNotBlank();
            assertThat(line.path("meaning").asString()).isNotBlank();
            assertThat(line.path("advice").asString()).isNotBlank();
            assertThat(line.path("fields").isArray()).isTrue();
        });
        assertThat(said.errors()).isEmpty();
    }

    @Test
    void what_was_exported_is_served_as_the_world_that_it_came_from() throws Exception {
        String[] world = {"world", "60", "--seed", "3", "--mess", "everything", "--export", directory.toString()};
        Program.Said said = Program.run(world);
        assertThat(said.status()).as(said.errors()).isZero();
        assertThat(Program.run("world", directory.toString()).out()).isEqualTo(said.out());

        try (Program.Serving made = Program.serve(
                        List.of(),
                        2,
                        "serve",
                        "zendesk",
                        "salesforce",
                        "--seed",
                        "3",
                        "--world",
                        "60",
                        "--mess",
                        "everything");
                Program.Serving read = Program.serve(
                        List.of(),
                        2,
                        "serve",
                        "zendesk",
                        "salesforce",
                        "--seed",
                        "3",
                        "--world",
                        directory.toString())) {
            for (String listing : LISTINGS) {
                String[] asked = listing.split(" ", 2);
                assertThat(read.get(asked[0], asked[1])).as(listing).isEqualTo(made.get(asked[0], asked[1]));
            }
            for (String system : List.of("zendesk", "salesforce")) {
                for (String path : List.of("/truth", "/state")) {
                    assertThat(read.control(system, path)).as(system + path).isEqualTo(made.control(system, path));
                }
            }
        }
    }

    @Test
    void files_that_somebody_edited_are_served_as_they_are_now_with_users_and_their_companies() throws Exception {
        Program.run("world", "60", "--seed", "3", "--export", directory.toString());
        Path customers = directory.resolve("customers.jsonl");
        List<String> lines = Files.readAllLines(customers);
        JsonNode fifth = JSON.readTree(lines.get(4));
        String name = fifth.path("fields").path("lastName").asString();
        lines.set(4, lines.get(4).replace("\"lastName\":\"" + name + "\"", "\"lastName\":\"Ş<b>edited</b>\""));
        Files.write(customers, lines);

        try (Program.Serving fakes =
                Program.serve(List.of(), 2, "serve", "zendesk", "salesforce", "--world", directory.toString())) {
            JsonNode users = JSON.readTree(fakes.get("zendesk", "/api/v2/users.json?page%5Bsize%5D=100"))
                    .path("users");
            assertThat(users.size()).isEqualTo(63);
            assertThat(users.toString()).contains("Ş<b>edited</b>");
            JsonNode organizations = JSON.readTree(fakes.get("zendesk", "/api/v2/organizations.json"))
                    .path("organizations");
            assertThat(organizations.size()).isEqualTo(8);
            String email = fifth.path("fields").path("email").asString();
            JsonNode found = JSON.readTree(fakes.get("zendesk", "/api/v2/users/search.json?query=email:" + email))
                    .path("users");
            assertThat(found.size()).isEqualTo(1);
            assertThat(JSON.readTree(fakes.get(
                                    "zendesk",
                                    "/api/v2/users/" + found.path(0).path("id").asString() + "/identities.json"))
                            .path("identities")
                            .path(0)
                            .path("value")
                            .asString())
                    .isEqualTo(email);
            assertThat(found.path(0).path("organization_id").asLong())
                    .isEqualTo(organizations.path(0).path("id").asLong());
            assertThat(JSON.readTree(fakes.get("zendesk", "/api/v2/tickets/count.json"))
                            .path("count")
                            .path("value")
                            .asInt())
                    .isEqualTo(60);
            assertThat(fakes.get("salesforce", "/services/data/v60.0/query?q=SELECT+LastName+FROM+Contact"))
                    .contains("Ş<b>edited</b>");
            assertThat(JSON.readTree(
                                    fakes.get("salesforce", "/services/data/v60.0/query?q=SELECT+COUNT()+FROM+Account"))
                            .path("totalSize")
                            .asInt())
                    .isEqualTo(8);
        }
    }

    @Test
    void a_kind_of_mess_is_planted_at_its_rate() throws Exception {
        try (Program.Serving fakes = Program.serve(
                List.of(), 1, "serve", "salesforce", "--world", "500", "--mess", "junk-phone=0.5,missing=0.1")) {
            JsonNode contacts = JSON.readTree(
                            fakes.get("salesforce", "/services/data/v60.0/query?q=SELECT+Phone+FROM+Contact"))
                    .path("records");
            int junk = 0;
            for (JsonNode contact : contacts) {
                junk += contact.path("Phone").asString("none").matches("\\+1-\\d{3}-555-\\d{4}") ? 0 : 1;
            }
            assertThat(contacts.size()).isEqualTo(500);
            assertThat(junk).isBetween(200, 320);
        }
    }

    @Test
    void a_world_is_the_same_bytes_whatever_language_character_set_and_time_zone_the_machine_has() throws Exception {
        String[] kinds = {"here", "elsewhere"};
        Program.Said[] said = new Program.Said[2];
        for (int place = 0; place < 2; place++) {
            said[place] = Program.runApart(
                    place == 0 ? List.of() : ELSEWHERE,
                    "world",
                    "300",
                    "--seed",
                    "5",
                    "--mess",
                    "everything",
                    "--catalogue",
                    "--export",
                    directory.resolve(kinds[place]).toString());
        }
        assertThat(said[0].status()).as(said[0].errors()).isZero();
        assertThat(said[1]).isEqualTo(said[0]);
        for (String file : List.of("customers.jsonl", "inquiries.jsonl", "labels.jsonl", "world.json")) {
            assertThat(directory.resolve("elsewhere").resolve(file))
                    .hasSameBinaryContentAs(directory.resolve("here").resolve(file));
        }
        String[] serve = {
            "serve",
            "zendesk",
            "salesforce",
            "--world",
            directory.resolve("here").toString()
        };
        try (Program.Serving here = Program.serve(List.of(), 2, serve);
                Program.Serving elsewhere = Program.serve(ELSEWHERE, 2, serve)) {
            for (String listing : LISTINGS) {
                String[] asked = listing.split(" ", 2);
                assertThat(elsewhere.get(asked[0], asked[1])).as(listing).isEqualTo(here.get(asked[0], asked[1]));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        customers.jsonl | {"key":"a"}⏎{"key":         | customers.jsonl line 2: not a JSON object
        customers.jsonl | {"key":"a"}⏎⏎[1]            | customers.jsonl line 3: not a JSON object
        customers.jsonl | {"fields":{}}               | customers.jsonl line 1: a row needs a key
        customers.jsonl | {"key":"a"}⏎{"key":"a"}     | customers.jsonl line 2: a second row with the key a
        customers.jsonl | {"key":"a","fields":[1]}    | customers.jsonl line 1: "fields" must be an object
        customers.jsonl | {"key":"a"}⏎{"key":"ÿ"}     | customers.jsonl line 2: not UTF-8
        inquiries.jsonl | {"reason":"x"}              | inquiries.jsonl line 1: "id" is missing
        labels.jsonl    | {"record":"a","kind":"NO"}  | labels.jsonl line 1: there is no kind of mess "NO"
        world.json      | {"seed":1}                  | world.json: seed, size, mess and files are needed
        """)
    void a_file_that_is_not_what_it_should_be_is_named_with_its_line(String file, String content, String complaint)
            throws IOException {
        Files.writeString(directory.resolve("customers.jsonl"), "{\"key\":\"first\"}\n");
        // As Latin-1: what is not in it is written as it is in UTF-8.
        Files.write(directory.resolve(file), content.replace('⏎', '\n').getBytes(StandardCharsets.ISO_8859_1));
        for (String[] command :
                new String[][] {{"world", directory.toString()}, {"serve", "zendesk", "--world", directory.toString()}
                }) {
            Program.Said said = Program.run(command);
            assertThat(said.status()).as(Arrays.toString(command)).isEqualTo(2);
            assertThat(said.out()).isEmpty();
            assertThat(said.errors().lines()).singleElement().asString().contains(complaint);
        }
    }

    @Test
    void more_rows_than_memory_is_given_for_are_refused_by_name() throws IOException {
        Files.writeString(
                directory.resolve("customers.jsonl"),
                IntStream.rangeClosed(0, 200_000)
                        .mapToObj(number -> "{\"key\":\"k" + number + "\"}")
                        .collect(Collectors.joining("\n")));
        Program.Said said = Program.run("world", directory.toString());
        assertThat(said.status()).isEqualTo(2);
        assertThat(said.errors().lines())
                .singleElement()
                .asString()
                .contains("customers.jsonl line 200001: more than 200000 lines");
    }

    @Test
    void an_export_that_cannot_be_written_says_so_and_prints_no_world() throws IOException {
        Path file = Files.writeString(directory.resolve("taken"), "by a file");
        Program.Said said = Program.run("world", "40", "--export", file.toString());
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out()).isEmpty();
        assertThat(said.errors().lines()).singleElement().asString().contains("--export cannot write to " + file);
    }

    @Test
    void mess_that_nobody_would_see_is_refused() {
        Program.run("world", "20", "--export", directory.toString());
        assertThat(Program.run("serve", "zendesk", "--mess", "typical"))
                .satisfies(said -> assertThat(said.status()).isEqualTo(2))
                .satisfies(
                        said -> assertThat(said.errors()).contains("--mess is planted in a world: give --world too"));
        assertThat(Program.run("world", directory.toString(), "--mess", "typical"))
                .satisfies(said -> assertThat(said.status()).isEqualTo(2))
                .satisfies(said -> assertThat(said.errors()).contains("which is taken as it is"));
    }
}
