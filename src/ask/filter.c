#include "ask/filter.h"

#include "record/world.h"

static bool is_theirs(World *w, EntityId party, EntityId owner)
{
    if (!party.v || owner.v == party.v) {
        return true;
    }
    EntityList members = sy_model_members(w->arena, w->model, w->query.choices, party);
    for (ptrdiff_t i = 0; i < members.len; i++) {
        if (members.p[i].v == owner.v) {
            return true;
        }
    }
    return false;
}

bool sy_ask_passes(World *w, EntityId party, EntityId layer, PromiseId p)
{
    const Promise *x = &w->model->promises.p[p.v];
    return is_theirs(w, party, x->owner) &&
           (!layer.v || sy_model_is_part(w->model, x->what, layer));
}
