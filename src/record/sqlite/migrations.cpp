#include "record/sqlite/migrations.h"

#include <array>
#include <string>

namespace chancery::record {
namespace {

// "chny": tells our files from other SQLite files (PRAGMA application_id).
constexpr std::int64_t kApplicationId = 0x63686E79;

// Migration i leads from schema i to schema i + 1. Once released, one is never changed: records are in other people's
// hands. Days are counted from 1970-01-01.
constexpr std::array<const char*, 8> kMigrations{
    R"sql(
      CREATE TABLE record(
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        version INTEGER NOT NULL              -- number of articles put in, revised or forgotten so far
      );
      INSERT INTO record VALUES (1, 0);

      CREATE TABLE articles(
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        content BLOB NOT NULL,                -- hash of all that was given
        reader TEXT NOT NULL,                 -- version of the reader that made its findings
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        text_bytes INTEGER NOT NULL,
        source TEXT NOT NULL,
        url TEXT NOT NULL,
        language TEXT NOT NULL,
        date INTEGER,                         -- publication as given
        extra TEXT NOT NULL,                  -- unknown fields of the input, a JSON object or ''
        file TEXT NOT NULL,
        line INTEGER NOT NULL,
        published INTEGER,                    -- as given or found in the text
        publisher TEXT NOT NULL,
        dateline TEXT NOT NULL                -- JSON, or ''
      );
      CREATE INDEX articles_published ON articles(published);

      CREATE VIRTUAL TABLE article_words USING fts5(
        title, text, content = 'articles', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2');
      CREATE TRIGGER articles_inserted AFTER INSERT ON articles BEGIN
        INSERT INTO article_words(rowid, title, text) VALUES (new.key, new.title, new.text);
      END;
      CREATE TRIGGER articles_deleted AFTER DELETE ON articles BEGIN
        INSERT INTO article_words(article_words, rowid, title, text) VALUES ('delete', old.key, old.title, old.text);
      END;
      CREATE TRIGGER articles_changed AFTER UPDATE OF title, text ON articles BEGIN
        INSERT INTO article_words(article_words, rowid, title, text) VALUES ('delete', old.key, old.title, old.text);
        INSERT INTO article_words(rowid, title, text) VALUES (new.key, new.title, new.text);
      END;

      CREATE TABLE findings(
        key INTEGER PRIMARY KEY,
        identity BLOB NOT NULL UNIQUE,        -- hash of what makes it one
        id TEXT NOT NULL,
        kind TEXT NOT NULL
      );
      CREATE INDEX findings_id ON findings(id);

      CREATE TABLE finding_codes(             -- states and organisations that take part
        code TEXT NOT NULL,
        finding INTEGER NOT NULL REFERENCES findings(key) ON DELETE CASCADE,
        PRIMARY KEY (code, finding)
      ) WITHOUT ROWID;
      CREATE INDEX finding_codes_finding ON finding_codes(finding);

      CREATE TABLE occurrences(               -- one article's way of telling a finding
        key INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES articles(key) ON DELETE CASCADE,
        number INTEGER NOT NULL,              -- among the findings of the article, from 1
        finding INTEGER NOT NULL REFERENCES findings(key),
        type TEXT NOT NULL,
        mode TEXT NOT NULL,
        status TEXT NOT NULL,
        level TEXT NOT NULL,
        since INTEGER,                        -- first and last day
        until INTEGER,
        confidence REAL NOT NULL,
        json TEXT NOT NULL,                   -- the finding with its spans (docs/schemas)
        UNIQUE (article, number)
      );
      CREATE INDEX occurrences_finding ON occurrences(finding);
    )sql",
    // Events over articles (connect_events.h).
    R"sql(
      CREATE TABLE event_nodes(               -- tellings that say the same of what was done
        key INTEGER PRIMARY KEY,
        signature BLOB NOT NULL UNIQUE,       -- hash of what they say
        telling BLOB NOT NULL,                -- the first of them (connect::serialise)
        identity BLOB NOT NULL,               -- of the first alone
        name TEXT NOT NULL,                   -- the id that goes with it
        codes TEXT NOT NULL,                  -- who takes part
        parent INTEGER NOT NULL,              -- its best antecedent among the nodes, or 0
        score REAL NOT NULL,
        tree INTEGER NOT NULL,                -- the node at the root
        finding INTEGER REFERENCES findings(key) ON DELETE SET NULL
      );
      CREATE INDEX event_nodes_name ON event_nodes(name);
      CREATE INDEX event_nodes_parent ON event_nodes(parent);
      CREATE INDEX event_nodes_tree ON event_nodes(tree);
      CREATE INDEX event_nodes_finding ON event_nodes(finding);

      CREATE TABLE event_blocks(              -- where nodes meet that may be one event (connect::entries_of)
        block INTEGER NOT NULL,
        day INTEGER NOT NULL,
        node INTEGER NOT NULL,
        PRIMARY KEY (block, day, node)
      ) WITHOUT ROWID;

      CREATE TABLE event_tellings(
        occurrence INTEGER PRIMARY KEY REFERENCES occurrences(key) ON DELETE CASCADE,
        node INTEGER NOT NULL
      );
      CREATE INDEX event_tellings_node ON event_tellings(node);

      CREATE TABLE event_groups(              -- what names a finding of kind event
        finding INTEGER PRIMARY KEY REFERENCES findings(key) ON DELETE CASCADE,
        first INTEGER NOT NULL,               -- node of its earliest telling
        name TEXT NOT NULL                    -- of that node
      );
      CREATE INDEX event_groups_name ON event_groups(name);

      CREATE TABLE event_state(change INTEGER NOT NULL);
      INSERT INTO event_state VALUES (0);

      CREATE TABLE event_backlog(article INTEGER PRIMARY KEY);  -- articles read before these tables were there
      INSERT INTO event_backlog SELECT key FROM articles;
    )sql",
    // Stories (connect_stories.h) and earlier versions of articles.
    R"sql(
      CREATE TABLE story_keys(                -- under which keys an article is found when its story is sought
        entry INTEGER NOT NULL,               -- the key (upper 32 bits), and a hash of the article's id
        article INTEGER NOT NULL,
        PRIMARY KEY (entry, article)
      ) WITHOUT ROWID;

      CREATE TABLE stories(                   -- of two articles or more
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL,                     -- "S" and a hash of the id of its first article
        first INTEGER NOT NULL,               -- the earliest published, then the lowest id
        corrected INTEGER NOT NULL            -- whether one of its articles corrects, updates or withdraws another
      );
      CREATE INDEX stories_id ON stories(id);
      CREATE TABLE story_members(
        article INTEGER PRIMARY KEY,
        story INTEGER NOT NULL
      );
      CREATE INDEX story_members_story ON story_members(story);

      CREATE TABLE story_corrections(         -- articles that say that they update, correct or withdraw an earlier one
        article INTEGER PRIMARY KEY,
        kind INTEGER NOT NULL,                -- 1 update, 2 correction, 3 retraction
        number INTEGER NOT NULL               -- of "UPDATE 2-", or 0
      );
      CREATE TABLE superseded(                -- articles in whose place another one stands
        article INTEGER PRIMARY KEY,
        by INTEGER NOT NULL,
        kind TEXT NOT NULL
      );

      CREATE TABLE article_versions(          -- what stood under an article's id before it was revised
        key INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES articles(key) ON DELETE CASCADE,
        number INTEGER NOT NULL,              -- from 1, oldest first
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        date INTEGER,                         -- publication, as given or found in the text
        source TEXT NOT NULL,
        url TEXT NOT NULL,
        content BLOB NOT NULL,
        reader TEXT NOT NULL,
        findings TEXT NOT NULL                -- JSON, one a line
      );
      CREATE INDEX article_versions_article ON article_versions(article);

      CREATE TABLE stories_wanting(article INTEGER PRIMARY KEY);  -- read before there were stories
      INSERT INTO stories_wanting SELECT key FROM articles;
    )sql",
    // Agreements and figures over articles (connect_agreements.h, connect_figures.h).
    R"sql(
      CREATE TABLE finding_groups(            -- findings that are one thing told in several ways; others have no row
        finding INTEGER PRIMARY KEY REFERENCES findings(key) ON DELETE CASCADE,
        head INTEGER NOT NULL,                -- the finding whose id the group goes by
        dispute TEXT NOT NULL                 -- what figures share that cannot all be right, or ''
      );
      CREATE INDEX finding_groups_head ON finding_groups(head);

      CREATE TABLE figure_claims(             -- what of a figure is compared, for each occurrence
        occurrence INTEGER PRIMARY KEY REFERENCES occurrences(key) ON DELETE CASCADE,
        finding INTEGER NOT NULL,
        block BLOB NOT NULL,                  -- hash of what comparable figures share
        total INTEGER NOT NULL,               -- whether there can be only one a period
        published INTEGER,
        since INTEGER,
        until INTEGER,
        value REAL NOT NULL,
        value_to REAL NOT NULL,
        digits INTEGER NOT NULL,
        hedge TEXT NOT NULL
      );
      CREATE INDEX figure_claims_block ON figure_claims(block);

      CREATE TABLE agreement_tellings(        -- what of an agreement is compared, for each occurrence
        occurrence INTEGER PRIMARY KEY REFERENCES occurrences(key) ON DELETE CASCADE,
        finding INTEGER NOT NULL,
        block BLOB NOT NULL,                  -- hash of the parties and the subject
        published INTEGER,
        form TEXT NOT NULL,                   -- treaty, memorandum ...; 'deal' where the name leaves it open
        words TEXT NOT NULL,                  -- of its name, beside those of its subject, in the order of the alphabet
        year INTEGER NOT NULL,                -- that its name holds, or 0
        step TEXT NOT NULL,
        happened INTEGER NOT NULL,
        since INTEGER,
        until INTEGER,
        firm INTEGER NOT NULL                 -- whether the text itself gives the date
      );
      CREATE INDEX agreement_tellings_block ON agreement_tellings(block);

      CREATE TABLE grouping_backlog(kind TEXT PRIMARY KEY);  -- kinds of findings that stood here before these tables
      INSERT INTO grouping_backlog SELECT DISTINCT kind FROM findings WHERE kind IN ('agreement', 'figure');
    )sql",
    // What keeps a record in order: runs that were broken off, what a rereading changed.
    R"sql(
      CREATE TABLE runs(                      -- commands that are writing, or were when they were broken off
        key INTEGER PRIMARY KEY,
        command TEXT NOT NULL,
        process TEXT NOT NULL,                -- boot, number and start of the process
        articles INTEGER NOT NULL             -- put in so far
      );
      CREATE TABLE rereading(                 -- which reader the changes are an account of
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        reader TEXT NOT NULL
      );
      CREATE TABLE reread_changes(            -- what that reader made of the articles beside what stood here
        key INTEGER PRIMARY KEY,
        article TEXT NOT NULL,                -- its id
        kind TEXT NOT NULL,
        change TEXT NOT NULL,                 -- added, gone, altered
        fields TEXT NOT NULL,                 -- of an altered one: the keys that differ, with commas
        before TEXT NOT NULL,                 -- JSON, or ''
        after TEXT NOT NULL
      );

      -- What queries ask of an occurrence without its JSON, so that they need not touch the wide rows; by finding, by
      -- day, and those few that last longer than the day index reaches back (sqlite_queries.cpp).
      DROP INDEX occurrences_finding;
      CREATE INDEX occurrences_facts ON occurrences(
        finding, since, until, type, status, level, mode, confidence, article);
      CREATE INDEX occurrences_day ON occurrences(
        since, until, type, status, level, mode, confidence, finding, article);
      CREATE INDEX occurrences_long ON occurrences(since) WHERE until - since > 400;
      CREATE INDEX articles_facts ON articles(key, published, id, publisher, text_bytes);
      CREATE INDEX articles_publisher ON articles(publisher);
    )sql",
    // What became of announced events (event_links.h).
    R"sql(
      CREATE TABLE event_plans(
        finding INTEGER PRIMARY KEY REFERENCES findings(key) ON DELETE CASCADE,
        summary BLOB NOT NULL                 -- what its tellings say together (connect::serialise)
      );
      CREATE TABLE event_waits(               -- where plans and what becomes of them meet
        pair INTEGER NOT NULL,                -- hash of two sides
        kind INTEGER NOT NULL,                -- plan, long plan, outcome, refusal
        day INTEGER NOT NULL,
        finding INTEGER NOT NULL REFERENCES findings(key) ON DELETE CASCADE,
        PRIMARY KEY (pair, kind, day, finding)
      ) WITHOUT ROWID;
      CREATE INDEX event_waits_finding ON event_waits(finding);
      CREATE TABLE event_links(
        plan INTEGER NOT NULL REFERENCES findings(key) ON DELETE CASCADE,
        kind TEXT NOT NULL,                   -- happened-as, moved-to, called-off-by
        other INTEGER NOT NULL REFERENCES findings(key) ON DELETE CASCADE,
        PRIMARY KEY (plan, kind)
      ) WITHOUT ROWID;
      CREATE INDEX event_links_other ON event_links(other);
      CREATE TABLE event_links_wanting(finding INTEGER PRIMARY KEY);  -- joined before there were links
      INSERT INTO event_links_wanting SELECT finding FROM event_groups;
    )sql",
    // Persons and tenures learnt over articles (people_store.h).
    R"sql(
      CREATE TABLE office_sightings(          -- persons whom an article itself names in an office
        article INTEGER NOT NULL,
        country TEXT NOT NULL,
        kind TEXT NOT NULL,                   -- of office
        person TEXT NOT NULL,
        surname TEXT NOT NULL,
        office TEXT NOT NULL,
        sector TEXT NOT NULL,
        level TEXT NOT NULL,
        day INTEGER NOT NULL,                 -- of the article
        former INTEGER NOT NULL
      );
      CREATE INDEX office_sightings_article ON office_sightings(article);
      CREATE INDEX office_sightings_office ON office_sightings(country, kind, person);
      CREATE TABLE offices_changed(           -- whose sightings changed since tenures were learnt
        country TEXT NOT NULL,
        kind TEXT NOT NULL,
        PRIMARY KEY (country, kind)
      ) WITHOUT ROWID;

      CREATE TABLE tenures(                   -- learnt
        key INTEGER PRIMARY KEY,
        country TEXT NOT NULL,
        kind TEXT NOT NULL,
        person TEXT NOT NULL,
        names TEXT NOT NULL,                  -- all spellings, a line each
        office TEXT NOT NULL,
        sector TEXT NOT NULL,
        level TEXT NOT NULL,
        first INTEGER NOT NULL,               -- days on which articles name the person in the office
        last INTEGER NOT NULL,
        not_before INTEGER NOT NULL,          -- as far as that may be taken to hold
        not_after INTEGER NOT NULL,
        ended INTEGER,
        successor TEXT NOT NULL
      );
      CREATE INDEX tenures_office ON tenures(country, kind);
      CREATE TABLE tenure_words(              -- family names, as text::name_word_key has them
        word TEXT NOT NULL,
        tenure INTEGER NOT NULL REFERENCES tenures(key) ON DELETE CASCADE,
        PRIMARY KEY (word, tenure)
      ) WITHOUT ROWID;
      CREATE INDEX tenure_words_tenure ON tenure_words(tenure);

      CREATE TABLE unresolved_names(          -- names that an article leaves unexplained
        article INTEGER PRIMARY KEY,
        day INTEGER NOT NULL,
        words TEXT NOT NULL,                  -- their words, as tenure_words has them
        learnt BLOB NOT NULL                  -- hash of the tenures with which it was read; empty: none
      );
      CREATE TABLE unresolved_words(
        word TEXT NOT NULL,
        article INTEGER NOT NULL,
        PRIMARY KEY (word, article)
      ) WITHOUT ROWID;
      CREATE TABLE people_waiting(article INTEGER PRIMARY KEY);  -- that tenures may explain otherwise by now
    )sql",
    // What people say of findings (corrections_store.h).
    R"sql(
      CREATE TABLE corrections(
        key INTEGER PRIMARY KEY,
        article TEXT NOT NULL,                -- its id: the article may be read again, or for the first time only later
        claim TEXT NOT NULL,                  -- claim_of() the finding
        finding TEXT NOT NULL,                -- the id under which it was corrected
        wrong INTEGER NOT NULL,
        by TEXT NOT NULL,
        note TEXT NOT NULL,
        time TEXT NOT NULL,                   -- UTC, ISO 8601
        json TEXT NOT NULL                    -- the finding as it was read then
      );
      CREATE INDEX corrections_article ON corrections(article);
      CREATE TABLE judged_occurrences(        -- of which a correction stands
        occurrence INTEGER PRIMARY KEY REFERENCES occurrences(key) ON DELETE CASCADE,
        correction INTEGER NOT NULL REFERENCES corrections(key) ON DELETE CASCADE,
        wrong INTEGER NOT NULL
      );
      CREATE INDEX judged_occurrences_correction ON judged_occurrences(correction);
    )sql",
};

}  // namespace

int current_schema() noexcept { return static_cast<int>(kMigrations.size()); }

int schema_of(Database& database) {
  StoreTrouble trouble;
  trouble.error.file = database.file();
  const std::int64_t application = database.integer("PRAGMA application_id");
  const std::int64_t schema = database.integer("PRAGMA user_version");
  if (application != kApplicationId) {
    if (application == 0 && schema == 0 && database.integer("SELECT count(*) FROM sqlite_schema") == 0) return 0;
    trouble.error.code = ErrorCode::record_failed;
    trouble.error.message = "this is a database of another program, not a record";
    throw trouble;
  }
  if (schema > current_schema()) {
    trouble.error.code = ErrorCode::unsupported_schema;
    trouble.error.message = "a newer chancery wrote this record (schema " + std::to_string(schema) +
                            ", this one knows " + std::to_string(current_schema()) + "): update the program";
    throw trouble;
  }
  return static_cast<int>(schema);
}

void migrate(Database& database) {
  database.execute("BEGIN IMMEDIATE");
  // Read again under the lock: another program may have been quicker.
  for (int schema = schema_of(database); schema < current_schema(); ++schema) {
    database.execute(kMigrations[static_cast<std::size_t>(schema)]);
    const std::string settings = "PRAGMA application_id = " + std::to_string(kApplicationId) +
                                 "; PRAGMA user_version = " + std::to_string(schema + 1);
    database.execute(settings.c_str());
  }
  database.execute("COMMIT");
}

}  // namespace chancery::record
