// record.h - the model as of a day: which sentences count, the positions, the facts, the votes.
//
// A World is a model with a reader's question (Query) and what has been worked out under it; a
// Record is the world as of one moment. The rules are numbered as in the language, section 6.
#ifndef SY_RECORD_RECORD_H
#define SY_RECORD_RECORD_H

#include "base/zone.h"
#include "logic/fix.h"
#include "model/model.h"
#include "record/moment.h"

typedef enum Rank { RANK_REPORTER, RANK_UNNAMED, RANK_ATTRIBUTED, RANK_SELF } Rank;
const char *sy_rank_name(Rank); // "reporter", "unnamed", "attributed", "self"

typedef struct RefList {
    const Ref *p;
    ptrdiff_t len;
} RefList;

typedef struct Query {
    Choices choices;
    Mom as_of;             // MOM_ALWAYS: every sentence counts
    Day known_by;          // DAY_NONE: whatever its day of printing
    uint32_t speakers;     // bits 1 << Rank; 0: all
    char rated[2];         // the worst Admiralty pair that passes; {0}: all
    Grade at;              // the floor; GRADE_NONE: open
    bool strict;           // a bare condition is read as `after`
    const uint8_t *struck; // by entry: taken out by its label; null: none
    RefList given;         // taken as granted: facts, conditions, triggers, promises, parties
    RefList together;      // promises: what they need of one another is read as one signing's
    RefList winners;       // REF_NONE, sentences: contradicting ones that count (P11)
    bool settled;          // disputes are taken one way: `winners` says which
} Query;

// ---------------------------------------------------------------- positions

typedef enum NeedForm {
    NEED_COND,     // cond holds
    NEED_OUT,      // out where cond holds: unless, failing, until
    NEED_NAME,     // the thing named stands (in step with): cond is a name
    NEED_WISH,     // any of the layer named (a demand), by whom it is demanded from: cond is a name
    NEED_WITHHELD, // out where the thing rejected and its `if` hold: cond is a sentence
    NEED_VETO,     // out while the objection stands and its `if` holds: cond is a sentence
} NeedForm;

typedef struct Need {
    uint8_t form;    // NeedForm
    uint8_t read;    // Read: the word before it
    uint8_t rank;    // of the strongest voice that said it
    EntityId own;    // whose `own` it is read for
    EntityId raiser; // 0: in a sentence of the promise; else who demands or objects
    uint32_t cond;
    uint32_t sentence; // the first that said it
    uint32_t clause;   // where it stands; 0: a demand or rejection
    uint32_t from;     // NEED_WISH: the name of who is to give it; 0: anybody
} Need;

typedef struct Uttered { // a word about a promise
    uint32_t sentence;
    Day day;
    uint8_t rank, grade;
} Uttered;

typedef enum TermKind {
    TERM_FROM,
    TERM_BY,
    TERM_END, // until or for
    TERM_RENEWS,
    TERM_AMOUNT,
    TERM_VERIFIED,
    TERM_WHEN,
    TERM_COUNT,
} TermKind;

typedef struct Term {
    uint32_t clause;
    uint32_t sentence;
    uint8_t rank;
    uint8_t kind; // TermKind
    EntityId own;
} Term;

typedef VEC(uint32_t) Indices;

typedef struct Extras {      // what few promises have
    Indices doubts;          // sentences kept as doubt (P5)
    Indices outvoiced;       // another's weaker word against what binds: doubt too (P19)
    Indices limits;          // refusals beside a wider promise
    Indices asked;           // others' demands on it
    Indices breaches;        // did not
    Indices bind;            // sentences that bind
    Indices disputes;        // contradicting sentences
    Indices to;              // beneficiaries: entities
    Indices declined;        // who declined: entities
    Indices denounced;       // said against what binds
    Indices dropped;         // sentences that ended a condition (instead of, drops)
    struct NeedIndex *index; // of many needs, by what they say; null: none
} Extras;

typedef struct Position {
    PromiseId promise;
    uint8_t grade;     // Grade: of the day asked; GRADE_NONE: no position
    uint8_t low, high; // the words of that day
    uint8_t rank;
    Day day;
    bool unsettled; // within a walk over the sentences: what was said last is not yet weighed
    VEC(Uttered) said;
    VEC(Need) needs;
    Indices sentences; // every sentence about it, in order
    VEC(Term) terms;   // one of a kind, or the several of a day that are a range (P12)
    Extras *extra;     // null: none
} Position;

// ---------------------------------------------------------------- the record

typedef struct FactValue {
    uint8_t truth;     // Truth: TRUE, FALSE; else unknown
    bool disputed;     // two values of one hour
    uint32_t sentence; // whose word it has
} FactValue;

typedef struct Finding {
    uint32_t sentence;
    EntityId speaker; // 0: unnamed or the reporter
    uint8_t truth;
} Finding;

typedef VEC(Finding) Findings;

typedef struct Voiced {
    EntityId who;
    Ref target;
    bool agrees, objects, asks;
    uint32_t sentence; // the last
    Mom moment;
} Voiced;

typedef struct Record {
    Mom as_of;
    Indices live;        // sentences that count, in order
    Position **position; // by PromiseId.v, npromises of them; null: nobody voiced it
    uint32_t npromises;
    VEC(PromiseId) voiced_promises; // in the order first voiced
    FactValue *facts;               // by EntityId.v
    Sym *options;                   // of decisions, by EntityId.v
    IntMap finding_of;              // EntityId.v -> findings
    VEC(Findings) findings;
    IntMap voiced_of; // sy_voice_key -> voiced
    VEC(Voiced) voiced;
    VEC(Ref) denounced;    // pairs: kind REF_PROMISE id promise, then kind 0 id sentence
    uint8_t *gone;         // by entry: withdrawn or replaced for all it spoke of
    IntMap gone_for;       // (sentence, party): withdrawn by that party only
    Indices double_values; // sentences of facts with two values of one day
    Indices not_judged;    // findings by somebody who is no judge
    Arena *arena;
} Record;

typedef struct World World; // opaque: world.h

// --- sentences (select.c)
Mom sy_sentence_key(const World *, const Sentence *); // when it was said
Rank sy_sentence_rank(const World *, const Sentence *, EntityId about, bool some);
bool sy_sentence_gives_word(const World *, const Sentence *, EntityId party); // itself, or quoted
typedef struct Subject {
    EntityId who;
    bool some;
} Subject;
typedef VEC(Subject) Subjects;
void sy_sentence_subjects(const World *, const Sentence *, Subjects *out); // appended
PromiseId sy_sentence_promise(const World *, const Sentence *, Subject);   // none: a deed of a step
const Entry *sy_sentence_entry(const World *, const Sentence *);
// The clauses of a sentence, and those of the document that speaks it (P18), under the choices.
typedef VEC(const Clause *) ClauseList;
void sy_sentence_clauses(const World *, const Sentence *, ClauseList *out);
bool sy_sentence_is_quiet(const Sentence *); // a refusal, silence, deed or breach

// --- what an accept, reject, demand is about: atoms and plain lists in a condition
typedef VEC(Ref) Refs;

static inline bool sy_refs_have(const Ref *refs, ptrdiff_t n, Ref r)
{
    for (ptrdiff_t i = 0; i < n; i++) {
        if (sy_ref_same(refs[i], r)) {
            return true;
        }
    }
    return false;
}

void sy_cond_targets(const World *, uint32_t cond, EntityId own, Refs *out);

// --- a record (position.c, facts.c)
Position *sy_record_position(const Record *, PromiseId); // null: nobody voiced it
Grade sy_record_grade(const Record *, PromiseId);
const Term *sy_position_term(const Position *, TermKind); // null: none
const Term *sy_position_term_next(const Position *,
                                  const Term *); // another of its kind; null: none
// The low and high of its amounts; what is not stated is from 0 on. False: it has none.
bool sy_position_amount(const Tree *, const Position *, Qty *out);
Extras *sy_position_extra(World *, Position *); // made on demand
bool sy_position_refused_by_whole(World *, const Record *, PromiseId, PromiseId *out_by); // P14
bool sy_position_declined(const Position *);                                              // P15

// --- votes (vote.c)
// Has `who` said so of `about` (or of its layer or act), by the record, by its rule, or as granted?
static inline uint64_t sy_voice_key(EntityId who, Ref target)
{
    return sy_hash_int((uint64_t)who.v << 32 | target.id) ^ ((uint64_t)target.kind << 60);
}
bool sy_record_says(World *, const Record *, EntityId who, Voice, Ref about);
// A vote passed, by voices on record or granted. 0: no vote, true.
bool sy_record_vote(World *, const Record *, uint32_t vote, EntityId own, Ref about);
// Those who may speak as this judge or verifier.
// The voters of a rule: the known members of groups and bodies, others themselves. `out_all`: how many
// there are, known or not; *out_open: there are more than known, and nobody has said how many.
void sy_vote_voters(World *, const Vote *, EntityId own, Refs *out, bool *out_open,
                    double *out_all);
double sy_vote_needed(const Vote *, double all); // yes votes, of so many voters
bool sy_vote_hangs_on_all(const Vote *);         // on how many voters there are
// One voter's word does: a single name, or any of several.
bool sy_vote_is_one_word(const World *, uint32_t vote);
// Several, or a body, of which its members' words may do.
bool sy_judge_is_several(const World *, uint32_t vote);
// What the judges of a rule come to find, by what each has said of it; TRUTH_NONE: nothing.
Truth sy_record_finds(World *, const Record *, uint32_t vote, EntityId own, Ref about);
// When it was accepted by this rule, from that moment on; MOM_NONE: it has not been.
Mom sy_record_accepted(World *, const Record *, uint32_t vote, EntityId own, Ref about, Mom from);
void sy_vote_speakers(World *, uint32_t vote, EntityId own, Refs *out);
bool sy_vote_is_voter(World *, uint32_t vote, EntityId own, const Sentence *); // or a voter's voice
bool sy_vote_is_speaker(World *, uint32_t vote, EntityId own, const Sentence *);
// A body's rule for this question: the one that names it, else the bare one; null: it has none.
const Clause *sy_body_rule(const World *, EntityId body, Ref about);
bool sy_world_given(const World *, Ref);
bool sy_world_given_actor(const World *, EntityId);

#endif
