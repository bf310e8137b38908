// tree.h - what the parser makes of the text: entries, sentences, clauses, conditions, times.
//
// Everything lies in arrays of the Tree and refers to each other by index; index 0 is none. Nothing
// is looked up here: a Name keeps its symbols, and `model` fills in what it names. Lists of names
// are ranges of the names array.
#ifndef SY_LANG_TREE_H
#define SY_LANG_TREE_H

#include "diag/diag.h"
#include "lang/syms.h"

// What a Name turned out to name; set by `model`.
typedef enum RefKind {
    REF_NONE,    // not resolved, or an error was reported
    REF_ENTITY,  // a declared thing: id is an EntityId
    REF_PROMISE, // id is a PromiseId
    REF_STEP,    // id is a StepId
    REF_EACH,    // G.fact or G.body of each member: id is the EntityId of the template, a the group
    REF_OWN,     // `own` or `own.x`: each member's own
} RefKind;

typedef struct Name {
    Sym a, b; // b.v == 0: no dot
    Span span;
    uint32_t ref_kind; // RefKind
    uint32_t ref;
} Name;

typedef struct NameList {
    uint32_t first, count; // a range of Tree.names
} NameList;

typedef enum DurUnit { DUR_MINUTE, DUR_HOUR, DUR_DAY, DUR_WEEK, DUR_MONTH, DUR_YEAR } DurUnit;

typedef struct Dur {
    double low, high;
    uint8_t unit; // DurUnit
    bool unstated;
    Span span;
} Dur;

// In hours or minutes: a moment and no day.
static inline bool sy_dur_in_hours(const Dur *d)
{
    return d->unit == DUR_HOUR || d->unit == DUR_MINUTE;
}

typedef struct Clock {
    int32_t seconds; // since 00:00 as written
    int16_t offset;  // minutes east of UTC, where has_offset
    bool known, has_offset;
} Clock;

typedef struct Dates {
    Day early, late; // a month or a year is a range
    bool by_day;     // both ends are written as whole days
} Dates;

typedef struct Qty {
    double low, high; // high is infinite for "some of"
    bool unstated;    // looked for, nobody has said
    bool about;
    Sym word; // dozens, hundreds, thousands, some; else none
    bool percent;
    bool converted;     // by `model`, into its layer's unit
    uint32_t unit, per; // names; 0: none. `per` may be a unit of time instead:
    uint8_t per_time;   // DurUnit + 1
    uint8_t unit_time;  // DurUnit + 1: "30 days" as a quantity
    Span span;
} Qty;

typedef enum TimeKind {
    TIME_UNSTATED,
    TIME_DATE,
    TIME_EVENT,
    TIME_STEP,
    TIME_AFTER,
    TIME_BEFORE
} TimeKind;
typedef enum Edge { EDGE_NONE, EDGE_BEGINS, EDGE_ENDS } Edge;

typedef struct Time {
    uint8_t kind; // TimeKind
    uint8_t edge; // Edge, of TIME_EVENT
    Dates dates;
    Clock clock;
    uint32_t name;      // of TIME_EVENT; the label's symbol of TIME_STEP
    uint32_t dur, base; // TIME_AFTER, TIME_BEFORE: a length and a time
    Span span;
} Time;

typedef enum CondKind {
    COND_ERROR,    // a message was given; nothing further comes of it
    COND_AND,      // kids
    COND_OR,       // kids
    COND_NOT,      // kid
    COND_AFTER,    // kid
    COND_WITH,     // kid
    COND_ATOM,     // names[0], edge
    COND_VOICE,    // names[0] agrees, objects, asks
    COND_STEP,     // [label], optionally a state: word
    COND_ANYTHING, // anything from names
    COND_IS,       // names[0] is word (option, grade, state, true ...)
    COND_MEASURE,  // names[0] is at least ... qty
    COND_ALL,
    COND_ANY,
    COND_NONE_OF,
    COND_MAJORITY,
    COND_COUNT,  // at least / at most n, or num/den, of names
    COND_WEIGHT, // at least / at most qty or fraction by weight of names
    COND_SUM,    // at least / at most qty from names
    COND_EVENTS, // at least / at most n events in places within dur
    COND_BEFORE, // kid before time
    COND_WITHIN, // kid within dur of time
} CondKind;

typedef enum Compare { CMP_LEAST, CMP_MOST, CMP_ABOVE, CMP_BELOW } Compare;
typedef enum Voice { VOICE_NONE, VOICE_AGREES, VOICE_OBJECTS, VOICE_ASKS } Voice;

typedef struct Cond {
    uint8_t kind;    // CondKind
    uint8_t compare; // Compare, of counts and measures
    uint8_t voice;   // Voice, of COND_VOICE or after a list
    uint8_t edge;    // Edge, of COND_ATOM
    bool grouped;    // written in parentheses
    uint32_t first;  // first kid; 0: none
    uint32_t next;   // next sibling
    NameList names;
    Sym word;       // COND_IS, COND_STEP; after a list: a grade or a state
    uint32_t extra; // see below
    Span span;
} Cond;
// extra: COND_COUNT a CountArg, COND_WEIGHT a WeightArg, COND_SUM and COND_MEASURE a qty,
// COND_EVENTS an EventsArg, COND_BEFORE a time, COND_WITHIN a WithinArg, COND_STEP the label.

typedef struct CondArg { // the numbers of a counting condition
    double number;       // or numerator
    double denominator;  // 0: a plain number
    uint32_t qty, dur, time;
    uint32_t weight; // a name: the weight's
    NameList places;
} CondArg;

typedef enum VoteKind {
    VOTE_UNSTATED,
    VOTE_NAMES,
    VOTE_ALL,
    VOTE_ANY,
    VOTE_EACH,
    VOTE_MAJORITY,
    VOTE_COUNT, // at least number, or number/denominator
} VoteKind;

typedef enum Silence { SILENCE_NONE, SILENCE_YES, SILENCE_NO, SILENCE_UNSTATED } Silence;

typedef struct Vote {
    uint8_t kind;    // VoteKind
    uint8_t silence; // Silence
    NameList names;
    double number, denominator;
    double of_yes, of_total; // by 5 of 8; 0: not said
    double quorum;           // -1: unstated; 0: none
    NameList veto;
    uint32_t dur; // within; 0: none
    Span span;
} Vote;

typedef enum ClauseKind {
    CL_ERROR,
#define CLAUSE(ident, word, entries) CL_##ident,
#include "lang/clauses.def"
#undef CLAUSE
    CL_COUNT
} ClauseKind;

typedef struct Clause {
    uint8_t kind;  // ClauseKind
    uint8_t sub;   // by kind: see parse_clause.c
    bool inferred; // a `we infer` stands on its line, or alone for the entry
    bool on_first; // on the entry's first line
    uint16_t line; // which line of the entry, from 0
    Span span;
    uint32_t guard; // only when: a condition; 0: always
    uint32_t x, y,
        z; // a condition, time, quantity, length, vote, name or symbol, by kind: see parse_clause.c
    NameList names;
    Str text;
} Clause;

typedef struct Cite {
    uint32_t entry;
    uint32_t doc;        // a name
    uint32_t start, end; // bytes of the document; {0, 0}: none given
    Str words;           // words to be anchored, or the name of a place in it
    bool has_words;
    Span span;
} Cite;

typedef enum Must { STEP_MUST, STEP_MAY } Must;
typedef enum Whose { WHOSE_PLAIN, WHOSE_EACH, WHOSE_ANY, WHOSE_SOME } Whose;
typedef enum DeedKind { DEED_GIVE, DEED_DO, DEED_STEP } DeedKind;

typedef struct Deed {
    uint8_t kind;  // DeedKind; DEED_STEP only by its dotted name
    uint32_t name; // what
    NameList to, in, through;
    uint32_t as; // a declared promise; 0: none
} Deed;

typedef struct Step {
    uint32_t entry; // the trigger
    Sym label;      // 0: none
    Span label_span;
    uint8_t whose; // Whose
    NameList names;
    uint8_t must; // Must
    bool negated;
    Deed deed;
    uint32_t within;                 // a Dur
    uint32_t within_of;              // a Time after `within D of`
    uint32_t by, from;               // Times
    uint32_t after, when_if, whilst; // conditions
    NameList menu;
    bool fit;          // as it (each) sees fit
    uint32_t amount;   // a Qty
    uint32_t verified; // a Vote
    uint32_t guard;
    uint32_t ordinal; // from 0 within the trigger
    Span span;
} Step;

typedef enum SpeakerKind { SPEAKER_NAME, SPEAKER_UNNAMED, SPEAKER_REPORTER } SpeakerKind;
typedef enum When { WHEN_ON, WHEN_BEFORE, WHEN_ABOUT, WHEN_UNDATED } When;
typedef enum Verb {
    VERB_ERROR,
    VERB_PROMISE,
    VERB_DEMAND,
    VERB_DROP,
    VERB_REJECT,
    VERB_ACCEPT,
    VERB_DECLINE,
    VERB_WITHDRAW,
    VERB_IS,
    VERB_EXPECTS,
    VERB_REMARKS,
} Verb;

// The ladder, weakest first; GRADE_BREACH (did not) is off it.
typedef enum Grade {
    GRADE_NONE,
    GRADE_RULED_OUT,
    GRADE_UNSPECIFIED,
    GRADE_FLOATED,
    GRADE_OPEN,
    GRADE_WILLING,
    GRADE_READY,
    GRADE_STATED,
    GRADE_AGREED,
    GRADE_SIGNED,
    GRADE_DELIVERED,
    GRADE_BREACH,
} Grade;

typedef enum Truth {
    TRUTH_NONE, // no truth: an option or a quantity stands there
    TRUTH_TRUE,
    TRUTH_FALSE,
    TRUTH_UNKNOWN,
    TRUTH_ODDS, // a number, a range or a word of the yardsticks
} Truth;

typedef struct SentenceMore { // what few sentences have
    Str speaker_text;         // of an unnamed speaker
    NameList speaker_of;
    Str venue_text, outlet;
    Str remark;
    Dates since;
    Clock since_clock;
    bool has_since;
} SentenceMore;

typedef struct Sentence {
    uint32_t entry;
    Dates dates; // early and late end
    Clock clock;
    uint8_t when;         // When
    uint8_t speaker_kind; // SpeakerKind
    uint8_t verb;         // Verb
    uint8_t whose;        // Whose
    uint8_t grade;        // Grade
    uint8_t truth;        // Truth
    bool wish_names;      // demand, drop: `names` are layers and acts
    uint32_t speaker;     // a name
    uint32_t quoting;     // a name
    uint32_t venue;       // a name: a meeting or place
    uint32_t more;        // a SentenceMore
    NameList subject;
    Deed deed;
    uint32_t cond;  // demand, drop, reject, accept, expects
    NameList names; // wish_names; decline
    NameList from, forp;
    Sym word;     // VERB_IS: option or word of odds; VERB_WITHDRAW: the label
    uint32_t qty; // VERB_IS
    Span span;    // after the colon
} Sentence;

// The day it is of; an undated one comes first.
static inline Day sy_sentence_day(const Sentence *s)
{
    return s->when == WHEN_UNDATED ? DAY_FIRST : s->dates.late;
}

typedef enum AssumeKind {
    ASSUME_IS,
    ASSUME_AMOUNTS,
    ASSUME_HONOURED,
    ASSUME_NEEDS,
    ASSUME_IMPLIES,
    ASSUME_TAKES,
    ASSUME_BEGINS,
} AssumeKind;

typedef struct Assume {
    uint32_t entry;
    uint8_t kind;  // AssumeKind
    bool inferred; // `we infer`, not `assume`
    uint8_t truth; // Truth
    bool hidden;
    uint32_t name; // left of the verb; right of `implies`
    uint32_t cond, qty, dur, time;
    Sym word;
} Assume;

typedef enum ExpectKind {
    EXPECT_ERROR,
    EXPECT_VERDICT,
    EXPECT_GRADE,
    EXPECT_STATE,
    EXPECT_DUE,
    EXPECT_BEGINS,
    EXPECT_STATES,
    EXPECT_UNLOCK,
    EXPECT_BLOCK,
} ExpectKind;

typedef enum Verdict {
    VERDICT_NONE,
#define VERDICT(ident, words, title) VERDICT_##ident,
#include "lang/verdicts.def"
#undef VERDICT
    VERDICT_COUNT
} Verdict;

// By itself, together with others, or behind such a circle.
static inline bool sy_verdict_stands(Verdict v)
{
    return v == VERDICT_ALONE || v == VERDICT_TOGETHER || v == VERDICT_FOLLOWS;
}

typedef enum State {
    STATE_NONE,
    STATE_WAITING,
    STATE_OPEN,
    STATE_DONE,
    STATE_DUE,
    STATE_LATE,
    STATE_MISSED,
    STATE_RELEASED,
    STATE_BROKEN,
    STATE_DELIVERED,
} State;

typedef struct Moment {
    Dates dates;
    Clock clock;
    bool unstated;
} Moment;

typedef struct Expect {
    uint32_t entry;
    uint8_t kind;    // ExpectKind
    uint8_t verdict; // Verdict; VERDICT_NONE: `does not stand`
    uint8_t grade;   // Grade
    uint8_t state;   // State
    uint8_t at;      // Grade; GRADE_NONE: open
    uint32_t name;
    double number;
    Moment due; // of EXPECT_DUE, EXPECT_BEGINS
    bool only;
    NameList sets;     // of unlock, block: all names of all sets
    uint32_t set_ends; // bitmask of the positions in `sets` where a set ends; the last always does
    uint32_t when;     // a condition on readings and versions
    NameList given;
    bool has_as_of;
    Moment as_of;
    NameList without; // labels, as names
} Expect;

typedef enum EntryKind {
    ENTRY_ERROR,
#define ENTRY(ident, word, flags) ENTRY_##ident,
#include "lang/entries.def"
#undef ENTRY
    ENTRY_COUNT
} EntryKind;

typedef struct Entry {
    uint8_t kind; // EntryKind
    bool candidate;
    bool broken;   // a syntax error: its name is declared, nothing else of it counts
    bool inferred; // `we infer` for the whole entry
    uint32_t file;
    uint32_t name; // of a declaration
    Str title;
    bool has_title;
    Sym label;
    Span label_span;
    uint32_t guard;  // only when, for the whole entry
    uint32_t detail; // index of its Sentence, Assume or Expect
    uint32_t first_clause, nclauses;
    Span span;  // its first line
    Span whole; // from its first character to its last
} Entry;

typedef struct File {
    Str path;
    uint32_t source_start; // position of its first byte
    bool assumptions;      // begins `assumptions over`
    Str over;
    Span over_span;
    uint32_t guard;      // include ... only when
    uint32_t include_of; // the file that includes it; 0: named by the reader
} File;

typedef struct Include {
    uint32_t file; // where it stands
    Str path;
    Span span;
    uint32_t guard;
} Include;

typedef struct Tree {
    Arena *arena;
    Syms *syms;
    VEC(File) files;
    VEC(Include) includes;
    VEC(Entry) entries;
    VEC(Sentence) sentences;
    VEC(SentenceMore) mores;
    VEC(Assume) assumes;
    VEC(Expect) expects;
    VEC(Clause) clauses;
    VEC(Cite) cites;
    VEC(Step) steps;
    VEC(Cond) conds;
    VEC(CondArg) args;
    VEC(Name) names;
    VEC(Time) times;
    VEC(Dur) durs;
    VEC(Qty) qtys;
    VEC(Vote) votes;
    VEC(Str) texts;
} Tree;

static inline const SentenceMore *sy_sentence_more(const Tree *t, const Sentence *s)
{
    return &t->mores.p[s->more];
}

// An empty tree whose arrays have their dummy at index 0.
Tree *sy_tree_new(Arena *, Syms *);

const char *sy_grade_name(Grade);      // "stated"
const char *sy_grade_verb(Grade);      // "will"
const char *sy_state_name(State);      // "due"
const char *sy_verdict_words(Verdict); // "stands by itself"
const char *sy_clause_word(ClauseKind);
const char *sy_entry_word(EntryKind);
Grade sy_grade_find(Sym word); // GRADE_NONE: no grade
State sy_state_find(Sym word); // STATE_NONE: no state

#endif
