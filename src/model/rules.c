#include "model/resolve.h"
void sy_model_rules(Model *m) { (void)m; }
