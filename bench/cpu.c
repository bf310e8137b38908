// cpu.c - runs a command several times and says what it took.
//
//   cpu RUNS COMMAND [ARGUMENT...]
//
// Prints the median and the least CPU time (user and system) in milliseconds, the most memory that it
// had at once in KB, and its exit status. What the command writes is thrown away.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define RUNS_MOST 1000

static double children_ms(long *out_peak)
{
    struct rusage r;
    getrusage(RUSAGE_CHILDREN, &r);
    *out_peak = r.ru_maxrss;
    return (double)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) * 1e3 +
           (double)(r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e3;
}

static int run(char **command)
{
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, STDOUT_FILENO);
        dup2(nowhere, STDERR_FILENO);
        execvp(command[0], command);
        _exit(127);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) < 0) {
        return 127;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

int main(int argc, char **argv)
{
    int runs = argc > 2 ? atoi(argv[1]) : 0, status = 0;
    if (runs < 1 || runs > RUNS_MOST) {
        fputs("usage: cpu RUNS COMMAND [ARGUMENT...]\n", stderr);
        return 2;
    }
    double took[RUNS_MOST];
    long peak = 0;
    for (int i = 0; i < runs; i++) {
        double before = children_ms(&peak);
        status = run(argv + 2);
        took[i] = children_ms(&peak) - before;
    }
    qsort(took, (size_t)runs, sizeof *took, ascending);
    printf("%.1f %.1f %ld %d\n", took[runs / 2], took[0], peak, status);
    return 0;
}
